/**
 * Queue and agent statistics. The numbers of these messages are inferred.
 * Guide: Statistics messages.
 * @module
 */
import { defineMessage, type MessageDefinition } from '../schema.ts';

export const statisticsMessages: readonly MessageDefinition[] = [
  // The page's text names QUERY_AGENT_QUEUE_STATISTICS_REQ by mistake.
  // the message number comes from a third-party list; the guide page shows the layout only
  defineMessage('QUERY_QUEUE_STATISTICS_REQ', 223, {
    from: 'client',
    confirm: 'QUERY_QUEUE_STATISTICS_CONF',
    typeInferred: true,
    summary: 'Ask for the statistics of one CSQ.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [{ name: 'CSQID', key: 'csqId', type: 'INT', tag: 62, max: 4 }],
  }),
  // Not shown by the guide: Cut inside CallsInPriorityQueue7. The rest (7-10, then StartTime ...
  // LongestWaitDuration, floating CSQID) follows a third-party class for the same message; order and names
  // there are not checked against the guide, types are assumed 4 bytes.
  // Counts and times are those since StartTime; a call counts once its after-call work is over.
  // StartTime is named in the page's text, so the field exists.
  // the message number comes from a third-party list; the guide page shows the layout only
  defineMessage('QUERY_QUEUE_STATISTICS_CONF', 224, {
    from: 'server',
    typeInferred: true,
    summary: 'Statistics of one CSQ.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'LoggedInAgents', key: 'loggedInAgents', type: 'USHORT' },
      { name: 'InSessionAgents', key: 'inSessionAgents', type: 'USHORT' },
      { name: 'AvailableAgents', key: 'availableAgents', type: 'USHORT' },
      { name: 'UnAvailableAgents', key: 'unavailableAgents', type: 'USHORT' },
      { name: 'InWorkAgents', key: 'inWorkAgents', type: 'USHORT' },
      { name: 'SelectedAgents', key: 'selectedAgents', type: 'USHORT' },
      { name: 'CallsInPriorityQueue1', key: 'callsInPriorityQueue1', type: 'UINT' },
      { name: 'CallsInPriorityQueue2', key: 'callsInPriorityQueue2', type: 'UINT' },
      { name: 'CallsInPriorityQueue3', key: 'callsInPriorityQueue3', type: 'UINT' },
      { name: 'CallsInPriorityQueue4', key: 'callsInPriorityQueue4', type: 'UINT' },
      { name: 'CallsInPriorityQueue5', key: 'callsInPriorityQueue5', type: 'UINT' },
      { name: 'CallsInPriorityQueue6', key: 'callsInPriorityQueue6', type: 'UINT' },
      { name: 'CallsInPriorityQueue7', key: 'callsInPriorityQueue7', type: 'UINT', inferred: true },
      { name: 'CallsInPriorityQueue8', key: 'callsInPriorityQueue8', type: 'UINT', inferred: true },
      { name: 'CallsInPriorityQueue9', key: 'callsInPriorityQueue9', type: 'UINT', inferred: true },
      { name: 'CallsInPriorityQueue10', key: 'callsInPriorityQueue10', type: 'UINT', inferred: true },
      { name: 'StartTime', key: 'startTime', type: 'UINT', inferred: true },
      { name: 'EndTime', key: 'endTime', type: 'UINT', inferred: true },
      { name: 'TotalCalls', key: 'totalCalls', type: 'UINT', inferred: true },
      { name: 'HandledCalls', key: 'handledCalls', type: 'UINT', inferred: true },
      { name: 'OldestCallInQueue', key: 'oldestCallInQueue', type: 'UINT', inferred: true },
      { name: 'CallsAbandoned', key: 'callsAbandoned', type: 'UINT', inferred: true },
      { name: 'AvgTalkDuration', key: 'avgTalkDuration', type: 'UINT', inferred: true },
      { name: 'AvgWaitDuration', key: 'avgWaitDuration', type: 'UINT', inferred: true },
      { name: 'LongestTalkDuration', key: 'longestTalkDuration', type: 'UINT', inferred: true },
      { name: 'LongestWaitDuration', key: 'longestWaitDuration', type: 'UINT', inferred: true },
    ],
    floating: [{ name: 'CSQID', key: 'csqId', type: 'INT', tag: 62, max: 4, inferred: true }],
  }),
  // the message number comes from a third-party list; the guide page shows the layout only
  defineMessage('QUERY_SUMMARY_STATISTICS_REQ', 225, {
    from: 'client',
    confirm: 'QUERY_SUMMARY_STATISTICS_CONF',
    typeInferred: true,
    summary: 'Ask for system-wide summary statistics.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
  // Not shown by the guide: Cut inside CallsInPriorityQueue8. 9 and 10 are inferred from the CSQ message;
  // what follows (at least StartTime, call counts and durations; possibly other sections) is not known from
  // any source found.
  // CallsInPriorityQueueN is summed over all CSQs.
  // the message number comes from a third-party list; the guide page shows the layout only
  defineMessage('QUERY_SUMMARY_STATISTICS_CONF', 226, {
    from: 'server',
    typeInferred: true,
    summary: 'System-wide summary statistics.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'NumQueues', key: 'numQueues', type: 'USHORT' },
      { name: 'LoggedInAgents', key: 'loggedInAgents', type: 'USHORT' },
      { name: 'InSessionAgents', key: 'inSessionAgents', type: 'USHORT' },
      { name: 'AvailableAgents', key: 'availableAgents', type: 'USHORT' },
      { name: 'UnAvailableAgents', key: 'unavailableAgents', type: 'USHORT' },
      { name: 'InWorkAgents', key: 'inWorkAgents', type: 'USHORT' },
      { name: 'SelectedAgents', key: 'selectedAgents', type: 'USHORT' },
      { name: 'CallsInPriorityQueue1', key: 'callsInPriorityQueue1', type: 'UINT' },
      { name: 'CallsInPriorityQueue2', key: 'callsInPriorityQueue2', type: 'UINT' },
      { name: 'CallsInPriorityQueue3', key: 'callsInPriorityQueue3', type: 'UINT' },
      { name: 'CallsInPriorityQueue4', key: 'callsInPriorityQueue4', type: 'UINT' },
      { name: 'CallsInPriorityQueue5', key: 'callsInPriorityQueue5', type: 'UINT' },
      { name: 'CallsInPriorityQueue6', key: 'callsInPriorityQueue6', type: 'UINT' },
      { name: 'CallsInPriorityQueue7', key: 'callsInPriorityQueue7', type: 'UINT' },
      { name: 'CallsInPriorityQueue8', key: 'callsInPriorityQueue8', type: 'UINT', inferred: true },
      { name: 'CallsInPriorityQueue9', key: 'callsInPriorityQueue9', type: 'UINT', inferred: true },
      { name: 'CallsInPriorityQueue10', key: 'callsInPriorityQueue10', type: 'UINT', inferred: true },
    ],
    floating: [],
  }),
  // the message number comes from a third-party list; the guide page shows the layout only
  defineMessage('QUERY_AGENT_QUEUE_STATISTICS_REQ', 239, {
    from: 'client',
    confirm: 'QUERY_AGENT_QUEUE_STATISTICS_CONF',
    typeInferred: true,
    summary: 'Ask for queue statistics over all CSQs of one agent.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [{ name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129, required: true }],
  }),
  // the message number comes from a third-party list; the guide page shows the layout only
  defineMessage('QUERY_AGENT_QUEUE_STATISTICS_CONF', 240, {
    from: 'server',
    typeInferred: true,
    summary: 'Queue statistics over all CSQs of one agent.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'CallsInQueue', key: 'callsInQueue', type: 'UINT' },
      { name: 'OldestCallInQueue', key: 'oldestCallInQueue', type: 'UINT', about: 'wait time of the oldest queued call' },
    ],
    floating: [{ name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129, required: true }],
  }),
];
