/** Steps that the flows share. Prints all changes of its agents and calls. */
import type { Cluster } from '@rxcti/simulator';
import type {
  AgentStateName,
  Call,
  ConnectionStateName,
  CtiClient,
  LiveAgent,
  LiveCall,
  SessionState,
} from 'rxcti';
import { agentStateReasonCodes } from 'rxcti/protocol';
import { filter, firstValueFrom, map, type Observable, timeout } from 'rxjs';

/** Waits reject after 10 s. */
export interface Scenario {
  print(text: string): void;
  agent(agentId: string): LiveAgent;
  waitForAgent(agentId: string, state: AgentStateName): Promise<void>;
  /** Sets an agent ready, unless they are ready. */
  setReady(agentId: string): Promise<void>;
  waitForSession(state: SessionState['name']): Promise<void>;
  /** An incoming call that rings at the agent's phone. */
  ringingCall(agentId: string): Promise<LiveCall>;
  /** An incoming call answered by jdoe, with an answered consult call to another extension. */
  consult(to: string, purpose: 'transfer' | 'conference'): Promise<{ call: LiveCall; consult: LiveCall }>;
  /** An outbound preview: a reservation call that rings at the agent's phone. */
  preview(cluster: Cluster, agentId: string): Promise<LiveCall>;
  /** The next call at a device other than `notId`. */
  waitForNextCall(deviceId: string, notId: number): Promise<LiveCall>;
  waitForConnection(call: LiveCall, deviceId: string, state: ConnectionStateName): Promise<void>;
  waitForEnd(call: LiveCall): Promise<void>;
  /** The call's connections as text. */
  parties(call: LiveCall): string;
}

const timeoutMs = 10_000;

export async function createScenario(
  client: CtiClient,
  cluster: Cluster,
  agentIds: readonly string[],
): Promise<Scenario> {
  const print = (text: string): void => console.log(text);
  const numbers = new Map<number, number>();
  /** Calls are numbered in order of appearance, so that the output is the same in each run. */
  const callName = (id: number): string => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return `call ${numbers.get(id)}`;
  };

  const until = <T>(source$: Observable<T>, predicate: (value: T) => boolean): Promise<T> =>
    firstValueFrom(source$.pipe(filter(predicate), timeout(timeoutMs)));

  const agent = (agentId: string): LiveAgent => {
    const found = client.agents.get(agentId);
    if (found === undefined) throw new Error(`unknown agent ${agentId}`);
    return found;
  };
  const call = (id: number): LiveCall => {
    const found = client.calls.get(id);
    if (found === undefined) throw new Error(`unknown ${callName(id)}`);
    return found;
  };
  const describe = ({ connections }: Call): string =>
    [...connections.values()]
      .map(({ deviceId, state }) => `${deviceId} ${state}`)
      .sort()
      .join(', ');

  // All other agents are set not ready, so that calls are routed to the agents of the scenario.
  for (const [agentId, { state }] of client.agents.getSnapshot()) {
    if (state === 'loggedOut' || state === 'unknown') continue;
    if (state !== 'notReady') await agent(agentId).setState('notReady');
    await until(agent(agentId).value$, ({ state: now }) => now === 'notReady');
  }

  // `changes$` emits in the order of the server's events, so the output does not depend on TCP chunks.
  client.agents.changes$.subscribe((change) => {
    if (!agentIds.includes(change.key) || change.kind !== 'changed') return;
    const { state, reasonCode } = change.value;
    if (state === change.previous.state && reasonCode === change.previous.reasonCode) return;
    const reason = reasonCode === 0 ? '' : `: ${agentStateReasonCodes.sentence(reasonCode)}`;
    print(`  ${change.key} ${state}${reason}`);
  });
  client.calls.changes$.subscribe((change) => {
    if (change.kind === 'removed') return;
    const { state, callType, stale } = change.value;
    const before = 'previous' in change ? change.previous : undefined;
    const text = `${state}${stale ? ' (stale)' : ''} [${describe(change.value)}]`;
    const textBefore = before && `${before.state}${before.stale ? ' (stale)' : ''} [${describe(before)}]`;
    if (text !== textBefore)
      print(
        `  ${callName(change.key)} ${change.kind}: ${text}${callType === undefined ? '' : ` type ${callType}`}`,
      );
  });

  const scenario: Scenario = {
    print,
    agent,
    async waitForAgent(agentId, state) {
      await until(agent(agentId).value$, (now) => now.state === state);
    },
    async setReady(agentId) {
      const { state } = agent(agentId).getSnapshot();
      if (state !== 'ready') await agent(agentId).setState('ready');
      await scenario.waitForAgent(agentId, 'ready');
    },
    async waitForSession(name) {
      const state = await until(client.session.value$, (now) => now.name === name);
      print(`  session ${state.name}`);
    },
    async ringingCall(agentId) {
      await scenario.setReady(agentId);
      const { extension = '' } = agent(agentId).getSnapshot();
      const variables = { callVariable1: 'gold' };
      const { callId } = await cluster.master.inboundCall({ ani: '4930123456', variables });
      await until(
        client.calls.value$,
        (calls) => calls.get(callId)?.connections.get(extension)?.state === 'alerting',
      );
      return call(callId);
    },
    async consult(to, purpose) {
      const first = await scenario.ringingCall('jdoe');
      await first.answer({ at: '2001' });
      await scenario.waitForConnection(first, '2001', 'connected');
      const callId = await first.consult(to, { at: '2001', purpose });
      await until(
        client.calls.value$,
        (calls) => calls.get(callId)?.connections.get(to)?.state === 'alerting',
      );
      const second = call(callId);
      await second.answer({ at: to });
      await scenario.waitForConnection(second, to, 'connected');
      return { call: first, consult: second };
    },
    async preview({ master }, agentId) {
      const { extension = '' } = agent(agentId).getSnapshot();
      const { callId } = await master.reserve({
        agentId,
        campaign: 'Spring',
        customer: 'Doe,Jane',
        phone: '4930777',
        account: 'AC1',
      });
      await until(
        client.calls.value$,
        (calls) => calls.get(callId)?.connections.get(extension)?.state === 'alerting',
      );
      return call(callId);
    },
    async waitForNextCall(deviceId, notId) {
      const found$ = client.calls.value$.pipe(
        map((calls) =>
          [...calls.values()].find(
            ({ id, endedAt, connections }) =>
              id !== notId && endedAt === undefined && connections.has(deviceId),
          ),
        ),
      );
      return call((await until(found$, (found) => found !== undefined))?.id ?? 0);
    },
    async waitForConnection(live, deviceId, state) {
      await until(live.value$, ({ connections }) => connections.get(deviceId)?.state === state);
    },
    async waitForEnd(live) {
      await until(live.value$, ({ endedAt }) => endedAt !== undefined);
    },
    parties: (live) => describe(live.getSnapshot()),
  };
  return scenario;
}
