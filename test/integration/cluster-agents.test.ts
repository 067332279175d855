/** Agents' clients that change relays: with the shared session, and with a dedicated one. */
import { agentMode, CtiError } from 'rxcti';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type ClientRecorder,
  type ClusterFixture,
  openClusterFixture,
  type RelayProcess,
  statesOf,
} from './cluster-fixture.ts';
import { noNats } from './nats-server.ts';

const opened: ClusterFixture[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

const jdoe = { role: 'agent', agentId: 'jdoe' } as const;
const jdoeMode = agentMode({ agentId: 'jdoe', extension: '2001' });

async function startFixture(dedicated: boolean): Promise<ClusterFixture> {
  const made = await openClusterFixture(
    // One agent, who gets all calls.
    { agents: 1, queues: 1, callsPerHour: 0, autoAnswer: false, disconnectTimeoutSeconds: 300 },
    dedicated ? { policy: { dedicated: ['agent'] } } : {},
  );
  opened.push(made);
  return made;
}

const ownSessions = ({ simulator }: ClusterFixture): readonly unknown[] =>
  simulator.sessions.filter(({ mode }) => mode === 'agent').map(({ agentId }) => agentId);

/** Number of SET_AGENT_STATE_REQ that CCX received. */
const stateRequests = ({ tap }: ClusterFixture): number =>
  tap.passed.filter(({ message, to }) => to === 'ccx' && message.type === 'SET_AGENT_STATE_REQ').length;

const isReady = async ({ client }: ClientRecorder): Promise<void> =>
  void (await vi.waitFor(() => expect(client.session.getSnapshot().name).toBe('ready'), 15_000));

/** Waits until so many agents are connected to the relay. */
const serves = async (relay: RelayProcess, agents: number): Promise<void> =>
  void (await vi.waitFor(
    async () => expect(await relay.metric('sessions{role="agent",connection="connected"}')).toBe(agents),
    { timeout: 15_000, interval: 50 },
  ));

describe.skipIf(noNats !== undefined)('an agent with a dedicated session', { timeout: 60_000 }, () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'gets a new session at another relay and keeps the state after %s',
    async (signal) => {
      const made = await startFixture(true);
      const { simulator, startThree, connect } = made;
      const [, dying, other] = await startThree();
      const recorder = await connect([dying, other], jdoe, jdoeMode);
      const { client } = recorder;
      expect(ownSessions(made)).toEqual(['jdoe']);
      expect(await dying.metric('dedicated_sessions{state="ready"}')).toBe(1);
      expect(await other.metric('dedicated_sessions{state="ready"}')).toBe(0);
      await client.agent.setState('notReady', { reasonCode: 7 });
      await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('notReady'), 10_000);

      dying.signal(signal);
      await serves(other, 1);
      await isReady(recorder);
      // A new session, with a resync.
      expect(statesOf(recorder)).toContain('synchronizing');
      // A new session gets the agent's state without the reason; CCX has kept both.
      expect(client.agent.getSnapshot().state).toBe('notReady');
      expect(simulator.agent('jdoe').snapshot).toMatchObject({ state: 2, reason: 7 });
      expect(ownSessions(made)).toEqual(['jdoe']);
      expect(await other.metric('dedicated_sessions{state="ready"}')).toBe(1);
      expect(await other.metric('resyncs_total{reason="unknown-session"}')).toBe(1);

      await client.agent.setState('ready');
      await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('ready'), 10_000);
      const call = await simulator.inboundCall({ ani: '5550100' });
      await vi.waitFor(() => expect(client.calls.get(call.callId)?.can('answer')).toBe(true), 5000);
      await client.calls.get(call.callId)?.answer();
      await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('talking'), 5000);
    },
  );

  it('is replaced when the agent connects to a second relay, as by CCX with two desktops', async () => {
    const made = await startFixture(true);
    const { startThree, connect } = made;
    const [, second, third] = await startThree();
    const first = await connect([second], jdoe, jdoeMode);
    const next = await connect([third], jdoe, jdoeMode);
    await vi.waitFor(() => expect(first.client.session.getSnapshot().name).toBe('closed'), 5000);
    const state = first.client.session.getSnapshot();
    expect(state).toMatchObject({ name: 'closed', reason: 'replaced' });
    expect(state.name === 'closed' && CtiError.is(state.error, 'SESSION_REPLACED')).toBe(true);
    expect(next.client.session.getSnapshot().name).toBe('ready');
    expect(await second.metric('dedicated_sessions{state="ready"}')).toBe(0);
  });
});

describe.skipIf(noNats !== undefined)('an agent with the shared session', { timeout: 60_000 }, () => {
  it('continues during a call at another relay without a gap after the relay was killed', async () => {
    const made = await startFixture(false);
    const { simulator, startThree, connect } = made;
    const [, dying, other] = await startThree();
    const recorder = await connect([dying, other], jdoe, jdoeMode);
    const { client } = recorder;
    const call = await simulator.inboundCall({ ani: '5550100' });
    await vi.waitFor(() => expect(client.calls.get(call.callId)?.can('answer')).toBe(true), 5000);
    await client.calls.get(call.callId)?.answer();
    await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('talking'), 5000);

    dying.signal('SIGKILL');
    await call.hangUp(); // while the client is between two relays
    await serves(other, 1);
    await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('work'), 5000);
    expect(statesOf(recorder)).toEqual([]);
    expect(recorder.events.filter(({ type }) => type === 'CALL_CLEARED_EVENT')).toHaveLength(1);
    expect(await other.metric('session_resume_gap_seconds_count')).toBe(1);

    const before = stateRequests(made);
    await client.agent.setState('notReady', { reasonCode: 3 });
    await vi.waitFor(() => expect(client.agent.getSnapshot().state).toBe('notReady'), 10_000);
    expect(stateRequests(made)).toBe(before + 1);
  });
});
