/**
 * Agent state: events, queries and changes.
 * Guide: Agent state messages.
 * @module
 */
import { defineMessage, type MessageDefinition } from '../schema.ts';

export const agentMessages: readonly MessageDefinition[] = [
  // Not shown by the guide: The floating table is cut after the first field name (CTIClientSignature);
  // tags, order and any CCX-only floating field after it are inferred.
  // Sent to all bridge-mode sockets and to the socket of the agent concerned.
  // More than 99 CSQ records need a further event.
  // AgentAvailabilityStatus is INT here, UINT in GED-188.
  defineMessage('AGENT_STATE_EVENT', 30, {
    from: 'server',
    summary: "An agent's state changed.",
    fixed: [
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: MonitorID' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: SessionID' },
      { name: 'reserved', type: 'USHORT', value: 21, about: 'GED-188 slot: PeripheralType' },
      { name: 'CSQState', key: 'csqState', type: 'USHORT', enum: 'AgentState', about: '0 when one event stands for all CSQs' },
      { name: 'StateDuration', key: 'stateDuration', type: 'UINT', unit: 'seconds', about: 'usually 0' },
      { name: 'CSQID', key: 'csqId', type: 'UINT', about: 'GED-188 slot: SkillGroupNumber' },
      { name: 'reserved', type: 'UINT', value: 0xffffffff, about: 'GED-188 slot: SkillGroupID' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: SkillGroupPriority' },
      { name: 'AgentState', key: 'agentState', type: 'USHORT', enum: 'AgentState' },
      { name: 'EventReasonCode', key: 'eventReasonCode', type: 'USHORT', enum: 'AgentStateReason' },
      { name: 'reserved', type: 'INT', value: 1, about: 'GED-188 slot: MRDID' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: NumTasks' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: AgentMode' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: MaxTaskLimit' },
      { name: 'reserved', type: 'INT', value: 0, about: 'GED-188 slot: ICMAgentID' },
      { name: 'reserved', type: 'INT', value: 1, about: 'GED-188 slot: AgentAvailabilityStatus' },
      { name: 'numCSQs', key: 'numCsqs', type: 'USHORT', about: '0: the one CSQ stands in the fixed part' },
    ],
    floating: [
      { name: 'CTIClientSignature', key: 'ctiClientSignature', type: 'STRING', tag: 23, alias: 3, max: 64, inferred: true, about: "name is in the excerpt, the rest is cut. Tag 23 is CTIClientSignature in the CCX tag table; GED-188's tag table assigns ClientSignature 3 to this message: accept both" },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129, inferred: true },
      { name: 'AgentExtension', key: 'agentExtension', type: 'STRING', tag: 4, max: 16, inferred: true },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, inferred: true },
      {
        group: 'csqs',
        count: 'numCsqs',
        fields: [
          { name: 'CSQID', key: 'csqId', type: 'UINT', tag: 62, max: 4, inferred: true },
          { name: 'reserved', type: 'UINT', tag: 63, max: 4, inferred: true, about: 'GED-188 slot: FltSkillGroupID' },
          { name: 'reserved', type: 'USHORT', tag: 64, max: 2, inferred: true, about: 'GED-188 slot: FltSkillGroupPriority' },
          { name: 'CSQState', key: 'csqState', type: 'USHORT', tag: 65, max: 2, enum: 'AgentState', inferred: true },
        ],
      },
      { name: 'ActiveTerminal', key: 'activeTerminal', type: 'STRING', tag: 303, max: 64, since: 18, inferred: true, about: 'change history says the field was added to this message; tag and size as in SET_AGENT_STATE_REQ' },
      { name: 'Duration', key: 'duration', type: 'UINT', tag: 150, max: 4, inferred: true, about: 'GED-188 only' },
      { name: 'NextAgentState', key: 'nextAgentState', type: 'USHORT', tag: 123, max: 2, inferred: true, about: 'GED-188 only (EXT_AGENT_STATE_TAG)' },
      { name: 'Direction', key: 'direction', type: 'UINT', tag: 244, max: 4, inferred: true, about: 'GED-188 only, later versions' },
    ],
  }),
  defineMessage('QUERY_AGENT_STATE_REQ', 36, {
    from: 'client',
    confirm: 'QUERY_AGENT_STATE_CONF',
    summary: "Ask for an agent's current state.",
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'reserved', type: 'INT', value: 1, about: 'GED-188 slot: MRDID' },
      { name: 'reserved', type: 'INT', value: 0, about: 'GED-188 slot: ICMAgentID' },
    ],
    floating: [
      { name: 'AgentExtension', key: 'agentExtension', type: 'STRING', tag: 4, max: 16 },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, about: 'at least one of AgentExtension, AgentID, AgentInstrument' },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129 },
    ],
  }),
  // ICMAgentID is printed as UINT here and as INT in GED-188; same width.
  defineMessage('QUERY_AGENT_STATE_CONF', 37, {
    from: 'server',
    summary: 'Current state of the agent, overall and for each CSQ.',
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'AgentState', key: 'agentState', type: 'USHORT', enum: 'AgentState' },
      { name: 'numCSQs', key: 'numCsqs', type: 'USHORT', about: 'GED-188 slot: NumSkillGroups' },
      { name: 'reserved', type: 'INT', value: 1, about: 'GED-188 slot: MRDID' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: NumTasks' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: AgentMode' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: MaxTaskLimit' },
      { name: 'reserved', type: 'UINT', value: 0, about: 'GED-188 slot: ICMAgentID' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: AgentAvailabilityStatus' },
    ],
    floating: [
      { name: 'reserved', type: 'STRING', tag: 5, max: 12, about: 'ignore' },
      { name: 'AgentExtension', key: 'agentExtension', type: 'STRING', tag: 4, max: 16 },
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64 },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129 },
      {
        group: 'csqs',
        count: 'numCsqs',
        fields: [
          { name: 'CSQID', key: 'csqId', type: 'UINT', tag: 62, max: 4 },
          { name: 'reserved', type: 'UINT', tag: 63, max: 4, value: 0, about: 'GED-188 slot: SkillGroupID' },
          { name: 'reserved', type: 'USHORT', tag: 64, max: 2, value: 0, about: 'GED-188 slot: SkillGroupPriority' },
          { name: 'CSQState', key: 'csqState', type: 'USHORT', tag: 65, max: 2, enum: 'AgentState', about: 'BUSY_OTHER (7) for the CSQs other than the one being served' },
        ],
      },
      { name: 'InternalAgentState', key: 'internalAgentState', type: 'USHORT', tag: 255, max: 2, enum: 'InternalAgentState', inferred: true, about: 'the CCX table prints no tag; GED-188 gives INTERNAL_AGENT_STATE_TAG 255 and marks it as CCX-internal' },
    ],
  }),
  // Failure is answered by CONTROL_FAILURE_CONF.
  // After EventReasonCode come 1 byte (ForcedFlag) and 4 bytes (AgentCapacity): the fixed part has an odd
  // length, 17 bytes before version 12 and 21 from 12 on; nothing is padded.
  // ForcedFlag 2 (authentication only) exists from version 12.
  defineMessage('SET_AGENT_STATE_REQ', 38, {
    from: 'client',
    confirm: 'SET_AGENT_STATE_CONF',
    summary: "Change an agent's state, log in or log out.",
    fixed: [
      { name: 'InvokeID', key: 'invokeId', type: 'UINT' },
      { name: 'reserved', type: 'UINT', value: 1, about: 'GED-188 slot: PeripheralID' },
      { name: 'AgentState', key: 'agentState', type: 'USHORT', enum: 'AgentState' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: AgentWorkMode' },
      { name: 'reserved', type: 'USHORT', value: 0, about: 'GED-188 slot: NumSkillGroups' },
      { name: 'EventReasonCode', key: 'eventReasonCode', type: 'USHORT', enum: 'AgentStateReason' },
      { name: 'ForcedFlag', key: 'forcedFlag', type: 'UCHAR', enum: 'ForcedFlag', about: 'only with LOGIN or LOGOUT' },
      { name: 'AgentCapacity', key: 'agentCapacity', type: 'UINT', enum: 'AgentCapacity', since: 12, about: 'GED-188 slot: AgentServices' },
    ],
    floating: [
      { name: 'AgentInstrument', key: 'agentInstrument', type: 'STRING', tag: 6, max: 64, required: true },
      { name: 'AgentPassword', key: 'agentPassword', type: 'STRING', tag: 49, max: 64, required: 'AgentState is AGENT_STATE_LOGIN' },
      { name: 'AgentID', key: 'agentId', type: 'STRING', tag: 194, max: 129, required: 'AgentState is AGENT_STATE_LOGIN or AGENT_STATE_LOGOUT' },
      { name: 'ActiveTerminal', key: 'activeTerminal', type: 'STRING', tag: 303, max: 64, since: 18, about: 'terminal device name picked by the agent: device selection is enabled, several terminals share the instrument, and the state is LOGIN' },
    ],
  }),
  defineMessage('SET_AGENT_STATE_CONF', 39, {
    from: 'server',
    summary: 'Confirms an agent state request.',
    fixed: [{ name: 'InvokeID', key: 'invokeId', type: 'UINT' }],
    floating: [],
  }),
];
