/** Agents' pages that change relays: with a part in the shared session, and with a session of their own with CCX. */
import { agentMode, CtiError } from 'rxcti';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type ClusterHouse,
  openClusterHouse,
  type RelayProcess,
  statesOf,
  type Witness,
} from './cluster-fixture.ts';
import { noNats } from './nats-server.ts';

const opened: ClusterHouse[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

const jdoe = { role: 'agent', agentId: 'jdoe' } as const;
const jdoeMode = agentMode({ agentId: 'jdoe', extension: '2001' });

async function house(dedicated: boolean): Promise<ClusterHouse> {
  const made = await openClusterHouse(
    // One agent, so that each call is his.
    { agents: 1, queues: 1, callsPerHour: 0, autoAnswer: false, disconnectTimeoutSeconds: 300 },
    dedicated ? { policy: { dedicated: ['agent'] } } : {},
  );
  opened.push(made);
  return made;
}

const ownSessions = ({ simulator }: ClusterHouse): readonly unknown[] =>
  simulator.sessions.filter(({ mode }) => mode === 'agent').map(({ agentId }) => agentId);

/** How often CCX was asked to change an agent's state. */
const stateRequests = ({ tap }: ClusterHouse): number =>
  tap.passed.filter(({ message, to }) => to === 'ccx' && message.type === 'SET_AGENT_STATE_REQ').length;

const isReady = async ({ client }: Witness): Promise<void> =>
  void (await vi.waitFor(() => expect(client.session.getSnapshot().name).toBe('ready'), 15_000));

/** Waits until the relay serves so many agents. */
const serves = async (relay: RelayProcess, agents: number): Promise<void> =>
  void (await vi.waitFor(
    async () => expect(await relay.metric('browsers{role="agent",connection="connected"}')).toBe(agents),
    { timeout: 15_000, interval: 50 },
  ));

describe.skipIf(noNats !== undefined)(
  'an agent with a session of his own with CCX',
  { timeout: 60_000 },
  () => {
    it.each(['SIGKILL', 'SIGTERM'] as const)(
      'gets a new one at another relay when his relay ends (%s), and is as he was',
      async (signal) => {
        const made = await house(true);
        const { simulator, startThree, enter } = made;
        const [, dying, other] = await startThree();
        const page = await enter([dying, other], jdoe, jdoeMode);
        const { client } = page;
        expect(ownSessions(made)).toEqual(['jdoe']);
        expect(await dying.metric('dedicated_sessions{state="ready"}')).toBe(1);
        expect(await other.metric('dedicated_sessions{state="ready"}')).toBe(0);
        await client.agent.setState('notReady', { reasonCode: 7 });
        await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('notReady'));

        dying.signal(signal);
        await serves(other, 1);
        await isReady(page);
        // A new session, whose picture was built anew; nothing goes on as if nothing had been.
        expect(statesOf(page)).toContain('synchronizing');
        // The protocol tells a new session an agent's state, and not the reason; CCX has kept both.
        expect(client.agent.getSnapshot().state).toBe('notReady');
        expect(simulator.agent('jdoe').snapshot).toMatchObject({ state: 2, reason: 7 });
        expect(ownSessions(made)).toEqual(['jdoe']);
        expect(await other.metric('dedicated_sessions{state="ready"}')).toBe(1);
        expect(await other.metric('resyncs_total{reason="unknown session"}')).toBe(1);

        await client.agent.setState('ready');
        await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('ready'));
        const call = await simulator.inboundCall({ ani: '5550100' });
        await vi.waitFor(() => expect(client.calls.get(call.callId)?.can('answer')).toBe(true), 5000);
        await client.calls.get(call.callId)?.answer();
        await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('talking'), 5000);
      },
    );

    it('who opens a page at a second relay is told so at the first, as CCX tells two desktops', async () => {
      const made = await house(true);
      const { startThree, enter } = made;
      const [, second, third] = await startThree();
      const first = await enter([second], jdoe, jdoeMode);
      const next = await enter([third], jdoe, jdoeMode);
      await vi.waitFor(() => expect(first.client.session.getSnapshot().name).toBe('closed'), 5000);
      const state = first.client.session.getSnapshot();
      expect(state).toMatchObject({ name: 'closed', reason: 'replaced' });
      expect(state.name === 'closed' && CtiError.is(state.error, 'SESSION_REPLACED')).toBe(true);
      expect(next.client.session.getSnapshot().name).toBe('ready');
      expect(await second.metric('dedicated_sessions{state="ready"}')).toBe(0);
    });
  },
);

describe.skipIf(noNats !== undefined)(
  'an agent with a part in the shared session',
  { timeout: 60_000 },
  () => {
    it('goes on in mid-call at another relay when his relay is killed, without a gap', async () => {
      const made = await house(false);
      const { simulator, startThree, enter } = made;
      const [, dying, other] = await startThree();
      const page = await enter([dying, other], jdoe, jdoeMode);
      const { client } = page;
      const call = await simulator.inboundCall({ ani: '5550100' });
      await vi.waitFor(() => expect(client.calls.get(call.callId)?.can('answer')).toBe(true), 5000);
      await client.calls.get(call.callId)?.answer();
      await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('talking'), 5000);

      dying.signal('SIGKILL');
      await call.hangUp(); // while the page is between two relays
      await serves(other, 1);
      await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('work'), 5000);
      expect(statesOf(page)).toEqual([]);
      expect(page.events.filter(({ type }) => type === 'CALL_CLEARED_EVENT')).toHaveLength(1);
      expect(await other.metric('resume_seconds_count')).toBe(1);

      const before = stateRequests(made);
      await client.agent.setState('notReady', { reasonCode: 3 });
      await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('notReady'));
      expect(stateRequests(made)).toBe(before + 1);
    });
  },
);
