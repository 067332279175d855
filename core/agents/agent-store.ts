/**
 * The agents: which agent a message concerns, and which agent is at a device.
 * @module
 */
import { actualDevice } from '../calls/call.ts';
import type { Clock } from '../clock.ts';
import type {
  AgentStateEvent,
  ConfigAgentEventRecord,
  QueryAgentStateConf,
} from '../protocol/generated/messages.ts';
import type { ChangeQueue } from '../store/change-queue.ts';
import { createValueStore, type ValueStore } from '../store/collection-store.ts';
import {
  type Agent,
  type AgentStateName,
  loggedOut,
  newAgent,
  staleAgent,
  withConfiguration,
  withQueriedState,
  withStateEvent,
} from './agent.ts';

export interface AgentStore {
  readonly store: ValueStore<string, Agent>;
  apply(event: AgentStateEvent): void;
  configure(agentId: string, record: ConfigAgentEventRecord): void;
  remove(agentId: string): void;
  /** Applies the answer to QUERY_AGENT_STATE_REQ; undefined if the server refused: the agent is logged out. */
  confirm(agentId: string, answer: QueryAgentStateConf | undefined): void;
  /** Sets `nextState` of a talking agent: the server accepted a request for this state. */
  setNextState(agentId: string, state: AgentStateName): void;
  markStale(): void;
  /** Returns the agent at a device; of several with the same extension, the one who is logged in. */
  atDevice(deviceId: string): Agent | undefined;
}

export function createAgentStore(clock: Clock, queue: ChangeQueue): AgentStore {
  const store = createValueStore<string, Agent>(queue);
  const byExtension = new Map<string, string>();

  function put(agent: Agent): void {
    const before = store.get(agent.agentId)?.extension;
    if (before !== agent.extension && before !== undefined && byExtension.get(before) === agent.agentId) {
      byExtension.delete(before);
    }
    store.set(agent.agentId, agent);
    if (agent.extension === undefined) return;
    // Agents may share an extension: the one who is logged in gets it.
    const other = atDevice(agent.extension);
    if (other === undefined || isLoggedIn(agent) || !isLoggedIn(other))
      byExtension.set(agent.extension, agent.agentId);
  }

  function atDevice(deviceId: string): Agent | undefined {
    const agentId = byExtension.get(actualDevice(deviceId));
    return agentId === undefined ? undefined : store.get(agentId);
  }

  const getOrCreate = (agentId: string): Agent => store.get(agentId) ?? newAgent(agentId, clock.now());

  return {
    store,
    apply(event) {
      const { agentId, agentExtension = '' } = event;
      const id = agentId === undefined || agentId === '' ? byExtension.get(agentExtension) : agentId;
      if (id !== undefined) put(withStateEvent(getOrCreate(id), event, clock.now()));
    },
    configure: (agentId, record) => put(withConfiguration(getOrCreate(agentId), record)),
    remove(agentId) {
      const extension = store.get(agentId)?.extension;
      if (extension !== undefined && byExtension.get(extension) === agentId) byExtension.delete(extension);
      store.delete(agentId);
    },
    confirm(agentId, answer) {
      const agent = getOrCreate(agentId);
      put(
        answer === undefined ? loggedOut(agent, clock.now()) : withQueriedState(agent, answer, clock.now()),
      );
    },
    setNextState(agentId, state) {
      const agent = store.get(agentId);
      if (agent?.state === 'talking') put({ ...agent, nextState: state });
    },
    markStale() {
      for (const agent of [...store.values()]) put(staleAgent(agent));
    },
    atDevice,
  };
}

function isLoggedIn({ state }: Agent): boolean {
  return state !== 'loggedOut' && state !== 'unknown';
}
