/** What the flows share: they wait for states, and print all that happens to their agents and calls. */

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

export interface Stage {
  say(text: string): void;
  agent(agentId: string): LiveAgent;
  /** Waits for an agent's state. */
  settled(agentId: string, state: AgentStateName): Promise<void>;
  /** Makes an agent ready, whatever he was. */
  ready(agentId: string): Promise<void>;
  session(state: SessionState['name']): Promise<void>;
  /** A customer calls and is routed to the agent, whose phone rings. */
  callFor(agentId: string): Promise<LiveCall>;
  /** A call for jdoe, who answers and consults another phone, which answers too. */
  consult(to: string, purpose: 'transfer' | 'conference'): Promise<{ call: LiveCall; consult: LiveCall }>;
  /** A reservation call rings at the agent's phone. */
  preview(cluster: Cluster, agentId: string): Promise<LiveCall>;
  /** The next other call at a device. */
  nextCallAt(deviceId: string, notId: number): Promise<LiveCall>;
  leg(call: LiveCall, deviceId: string, state: ConnectionStateName): Promise<void>;
  ended(call: LiveCall): Promise<void>;
  parties(call: LiveCall): string;
}

const patienceMs = 10_000;

export async function createStage(
  client: CtiClient,
  cluster: Cluster,
  cast: readonly string[],
): Promise<Stage> {
  const say = (text: string): void => console.log(text);
  const numbers = new Map<number, number>();
  /** Calls are numbered as they come, so that the text is the same each time. */
  const nameOf = (id: number): string => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return `call ${numbers.get(id)}`;
  };

  const until = <T>(source$: Observable<T>, wanted: (value: T) => boolean): Promise<T> =>
    firstValueFrom(source$.pipe(filter(wanted), timeout(patienceMs)));

  const agent = (agentId: string): LiveAgent => {
    const found = client.agents.get(agentId);
    if (found === undefined) throw new Error(`there is no agent ${agentId}`);
    return found;
  };
  const call = (id: number): LiveCall => {
    const found = client.calls.get(id);
    if (found === undefined) throw new Error(`there is no ${nameOf(id)}`);
    return found;
  };
  const describe = ({ connections }: Call): string =>
    [...connections.values()]
      .map(({ deviceId, state }) => `${deviceId} ${state}`)
      .sort()
      .join(', ');

  // Only the cast plays: everybody else is sent away, so that calls come to those who wait for them.
  for (const [agentId, { state }] of client.agents.getSnapshot()) {
    if (state === 'loggedOut' || state === 'unknown') continue;
    if (state !== 'notReady') await agent(agentId).setState('notReady');
    await until(agent(agentId).value$, ({ state: now }) => now === 'notReady');
  }

  // Changes come one by one and in the order of the server's events, however TCP cut the stream.
  client.agents.changes$.subscribe((change) => {
    if (!cast.includes(change.key) || change.kind !== 'changed') return;
    const { state, reasonCode } = change.value;
    if (state === change.previous.state && reasonCode === change.previous.reasonCode) return;
    const reason = reasonCode === 0 ? '' : `: ${agentStateReasonCodes.sentence(reasonCode)}`;
    say(`  ${change.key} ${state}${reason}`);
  });
  client.calls.changes$.subscribe((change) => {
    if (change.kind === 'removed') return;
    const { state, callType, stale } = change.value;
    const before = 'previous' in change ? change.previous : undefined;
    const text = `${state}${stale ? ' (stale)' : ''} [${describe(change.value)}]`;
    const was = before && `${before.state}${before.stale ? ' (stale)' : ''} [${describe(before)}]`;
    if (text !== was)
      say(
        `  ${nameOf(change.key)} ${change.kind}: ${text}${callType === undefined ? '' : ` type ${callType}`}`,
      );
  });

  const stage: Stage = {
    say,
    agent,
    async settled(agentId, state) {
      await until(agent(agentId).value$, (now) => now.state === state);
    },
    async ready(agentId) {
      const { state } = agent(agentId).getSnapshot();
      if (state !== 'ready') await agent(agentId).setState('ready');
      await stage.settled(agentId, 'ready');
    },
    async session(name) {
      const state = await until(client.session.value$, (now) => now.name === name);
      say(`  session ${state.name}`);
    },
    async callFor(agentId) {
      await stage.ready(agentId);
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
      const first = await stage.callFor('jdoe');
      await first.answer({ at: '2001' });
      await stage.leg(first, '2001', 'connected');
      const callId = await first.consult(to, { at: '2001', purpose });
      await until(
        client.calls.value$,
        (calls) => calls.get(callId)?.connections.get(to)?.state === 'alerting',
      );
      const second = call(callId);
      await second.answer({ at: to });
      await stage.leg(second, to, 'connected');
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
    async nextCallAt(deviceId, notId) {
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
    async leg(live, deviceId, state) {
      await until(live.value$, ({ connections }) => connections.get(deviceId)?.state === state);
    },
    async ended(live) {
      await until(live.value$, ({ endedAt }) => endedAt !== undefined);
    },
    parties: (live) => describe(live.getSnapshot()),
  };
  return stage;
}
