/**
 * The live mirror: what is true in the contact centre now, as far as the server's messages tell.
 * @module
 */
import type { Clock } from '../clock.ts';
import { RecordType } from '../protocol/constants/configuration.ts';
import type { CtiMessage, QueryAgentStateConf, SnapshotCallConf } from '../protocol/generated/messages.ts';
import type { Readable } from '../readable.ts';
import { type Agent, newAgent, withConfiguration, withQueriedState, withStateEvent } from './agents/agent.ts';
import { type Call, newCall } from './calls/call.ts';
import { withCallData, withCallEvent, withConnection, withMergedCall } from './calls/call-events.ts';
import { createCollection } from './collection.ts';
import { type Queue, queueOf } from './queues/queue.ts';

/** The number that stands for no call in fields that hold a CallID. */
const noCall = 0xffffffff;

export interface ContactCenter {
  readonly agents: Readable<ReadonlyMap<string, Agent>>;
  readonly calls: Readable<ReadonlyMap<number, Call>>;
  readonly queues: Readable<ReadonlyMap<number, Queue>>;
  /** Takes an event of the server. While the mirror is being rebuilt, those of agents and calls wait. */
  apply(event: CtiMessage): void;
  /** The session is down: what is shown may be out of date. */
  markStale(): void;
  /** Begins a rebuild. */
  beginRebuild(): void;
  /** Takes the answer to QUERY_AGENT_STATE_REQ; undefined when the server knows no such session of the agent. */
  rebuildAgent(agentId: string, answer: QueryAgentStateConf | undefined): void;
  /** Takes the answer to SNAPSHOT_CALL_REQ. */
  rebuildCall(callId: number, answer: SnapshotCallConf): void;
  /** Ends a rebuild: calls that were not confirmed are gone, and the events that waited are applied. */
  endRebuild(): void;
  /** The agents as they are now, shown or not. */
  knownAgents(): readonly Agent[];
  /** Shows observers what changed. */
  flush(): void;
  complete(): void;
}

export function createContactCenter(clock: Clock): ContactCenter {
  const agents = createCollection<string, Agent>();
  const calls = createCollection<number, Call>();
  const queues = createCollection<number, Queue>();
  let waiting: CtiMessage[] | undefined;
  /** An initial upload replaces what was known; filled between CONFIG_BEGIN_EVENT and CONFIG_END_EVENT. */
  let upload: { agents: Set<string>; queues: Set<number>; mask: number } | undefined;

  function agentOf(agentId: string): Agent {
    return agents.get(agentId) ?? newAgent(agentId, clock.now());
  }

  /** The agent that an event names, by ID or, where that is missing, by extension. */
  function namedAgent(agentId: string | undefined, extension: string | undefined): string | undefined {
    if (agentId !== undefined && agentId !== '') return agentId;
    for (const agent of agents.values()) if (agent.extension === extension) return agent.agentId;
    return undefined;
  }

  function applyConfiguration(event: CtiMessage): boolean {
    switch (event.type) {
      case 'CONFIG_BEGIN_EVENT':
        if (event.configType === 1) {
          upload = { agents: new Set(), queues: new Set(), mask: event.configurationMask };
        }
        return true;
      case 'CONFIG_END_EVENT':
        if (upload !== undefined && event.status === 0) dropUnlisted(upload);
        upload = undefined;
        return true;
      case 'CONFIG_AGENT_EVENT':
        for (const record of event.records ?? []) {
          const { loginId } = record;
          if (loginId === undefined) continue;
          if (record.recordType === RecordType.Delete) {
            agents.delete(loginId);
          } else {
            upload?.agents.add(loginId);
            agents.set(loginId, withConfiguration(agentOf(loginId), record));
          }
        }
        return true;
      case 'CONFIG_CSQ_EVENT':
        for (const record of event.records ?? []) {
          const queue = queueOf(record);
          if (queue === undefined) continue;
          if (record.recordType === RecordType.Delete) {
            queues.delete(queue.queueId);
          } else {
            upload?.queues.add(queue.queueId);
            queues.set(queue.queueId, queue);
          }
        }
        return true;
      default:
        return false;
    }
  }

  function dropUnlisted(listed: { agents: Set<string>; queues: Set<number>; mask: number }): void {
    if ((listed.mask & 4) !== 0) {
      for (const { agentId } of [...agents.values()]) if (!listed.agents.has(agentId)) agents.delete(agentId);
    }
    if ((listed.mask & 2) !== 0) {
      for (const { queueId } of [...queues.values()]) if (!listed.queues.has(queueId)) queues.delete(queueId);
    }
  }

  function applyLive(event: CtiMessage): void {
    const now = clock.now();
    switch (event.type) {
      case 'AGENT_STATE_EVENT': {
        const agentId = namedAgent(event.agentId, event.agentExtension);
        if (agentId !== undefined) agents.set(agentId, withStateEvent(agentOf(agentId), event, now));
        return;
      }
      case 'END_CALL_EVENT':
        calls.delete(event.callId);
        return;
      case 'CALL_CONFERENCED_EVENT':
      case 'CALL_TRANSFERRED_EVENT': {
        const primary = calls.get(event.primaryCallId) ?? newCall(event.primaryCallId, now);
        const secondary = calls.get(event.secondaryCallId);
        const callId = event.connectedParties?.[0]?.connectedPartyCallId ?? event.primaryCallId;
        if (callId !== event.primaryCallId) calls.delete(event.primaryCallId);
        if (callId !== event.secondaryCallId) calls.delete(event.secondaryCallId);
        calls.set(callId, withMergedCall(primary, secondary, event, callId, now));
        return;
      }
      case 'CALL_DATA_UPDATE_EVENT': {
        const changed = withCallEvent(calls.get(event.callId) ?? newCall(event.callId, now), event, now);
        const renamed = event.newCallId !== event.callId && event.newCallId !== noCall;
        if (renamed) calls.delete(event.callId);
        calls.set(
          renamed ? event.newCallId : event.callId,
          renamed ? { ...changed, callId: event.newCallId } : changed,
        );
        return;
      }
      case 'BEGIN_CALL_EVENT':
      case 'CALL_SERVICE_INITIATED_EVENT':
      case 'CALL_ORIGINATED_EVENT':
      case 'CALL_DELIVERED_EVENT':
      case 'CALL_ESTABLISHED_EVENT':
      case 'CALL_HELD_EVENT':
      case 'CALL_RETRIEVED_EVENT':
      case 'CALL_QUEUED_EVENT':
      case 'CALL_DEQUEUED_EVENT':
      case 'CALL_DIVERTED_EVENT':
      case 'CALL_CONNECTION_CLEARED_EVENT':
      case 'CALL_FAILED_EVENT':
      case 'CALL_CLEARED_EVENT': {
        const known = calls.get(event.callId);
        // An ended call whose last events come late does not rise again.
        if (known === undefined && endsCall(event)) return;
        calls.set(event.callId, withCallEvent(known ?? newCall(event.callId, now), event, now));
        return;
      }
      default:
        return;
    }
  }

  return {
    agents: agents.readable,
    calls: calls.readable,
    queues: queues.readable,
    apply(event) {
      if (applyConfiguration(event)) return;
      if (waiting !== undefined) waiting.push(event);
      else applyLive(event);
    },
    markStale() {
      for (const call of [...calls.values()])
        if (!call.stale) calls.set(call.callId, { ...call, stale: true });
    },
    beginRebuild() {
      this.markStale();
      this.flush();
      waiting ??= [];
    },
    rebuildAgent(agentId, answer) {
      const agent = agentOf(agentId);
      if (answer !== undefined) agents.set(agentId, withQueriedState(agent, answer, clock.now()));
      else if (agent.state !== 'loggedOut') {
        agents.set(agentId, { ...agent, state: 'loggedOut', reasonCode: 0, since: clock.now() });
      }
    },
    rebuildCall(callId, answer) {
      const known = calls.get(callId) ?? newCall(callId, clock.now());
      let call = withCallData(
        { ...known, connections: new Map(), stale: false },
        { ...answer, ...keepType(known) },
      );
      for (const device of answer.callDevices ?? []) {
        if (device.callDeviceId !== undefined) {
          call = withConnection(call, device.callDeviceId, device.callDeviceConnectionState ?? 0xffff);
        }
      }
      const states = [...call.connections.values()];
      const shown = states.includes('alerting') ? 'alerting' : states.includes('held') ? 'held' : 'connected';
      calls.set(callId, states.length === 0 || known.state === shown ? call : { ...call, state: shown });
    },
    endRebuild() {
      for (const call of [...calls.values()]) if (call.stale) calls.delete(call.callId);
      const late = waiting ?? [];
      waiting = undefined;
      for (const event of late) applyLive(event);
    },
    knownAgents: () => [...agents.values()],
    flush() {
      if (waiting !== undefined) return; // half a rebuild is no picture
      agents.flush();
      calls.flush();
      queues.flush();
    },
    complete() {
      agents.complete();
      calls.complete();
      queues.complete();
    },
  };
}

function endsCall(event: CtiMessage): boolean {
  return event.type === 'CALL_CONNECTION_CLEARED_EVENT' || event.type === 'CALL_CLEARED_EVENT';
}

/** SNAPSHOT_CALL_CONF always says call type 0: what is known is better. */
function keepType(known: Call): { callType?: number } {
  return known.callType === undefined ? {} : { callType: known.callType };
}
