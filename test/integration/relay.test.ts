/** Sessions of clients through a relay, over real sockets, with the simulator as CCX. */
import { agentMode, bridgeMode, type Call, type CtiClient, CtiError, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { afterEach, describe, expect, it } from 'vitest';
import { openRelayFixture, type RelayFixture, type RelayFixtureOptions, waitUntil } from './relay-fixture.ts';

const opened: RelayFixture[] = [];
afterEach(async () => {
  for (const fixture of opened.splice(0)) await fixture.close();
});

async function startFixture(options?: RelayFixtureOptions): Promise<RelayFixture> {
  const made = await openRelayFixture(options);
  opened.push(made);
  return made;
}

const jdoe = { role: 'agent', agentId: 'jdoe' } as const;
const jdoeMode = agentMode({ agentId: 'jdoe', extension: '2001' });
/** Supervises the team of jdoe. */
const kpatel = { role: 'supervisor', agentId: 'kpatel' } as const;

const callsOf = (client: CtiClient): Call[] => [...client.calls.getSnapshot().values()];
const agentIds = (client: CtiClient): string[] => [...client.agents.getSnapshot().keys()].sort();
/** Sets all agents but this one not ready. */
async function keepOnlyReady(admin: CtiClient, agentId: string): Promise<void> {
  const others = [...admin.agents.getSnapshot().values()].filter((agent) => agent.agentId !== agentId);
  await Promise.all(
    others
      .map((agent) => admin.agents.get(agent.agentId))
      .filter((agent) => agent?.can('notReady'))
      .map((agent) => agent?.setState('notReady')),
  );
}
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => (CtiError.is(error) ? error.code : String(error)),
  );

describe('one shared CCX session', () => {
  it('shows everything to an admin', async () => {
    const { simulator, relay, connect } = await startFixture();
    const [first, second] = await Promise.all([connect({ role: 'admin' }), connect({ role: 'admin' })]);
    const { agents, queues } = simulator.snapshot();
    for (const admin of [first, second]) {
      expect(agentIds(admin)).toEqual(agents.map(({ agentId }) => agentId).sort());
      expect(admin.queues.getSnapshot().size).toBe(queues.length);
      expect(admin.teams.getSnapshot().size).toBe(2);
      expect(admin.applications.getSnapshot().size).toBeGreaterThan(0);
    }
    expect(first.devices.getSnapshot().size).toBeGreaterThan(agents.length);
    expect(simulator.sessions).toHaveLength(1);
    expect(relay.sessions).toEqual({ open: 2, connected: 2 });
  });

  it('handles login and a call of an agent, visible to other clients', async () => {
    const { simulator, connect } = await startFixture();
    const [agent, supervisor, wallboard] = await Promise.all([
      connect(jdoe, jdoeMode),
      connect(kpatel),
      connect({ role: 'wallboard' }),
    ]);
    await keepOnlyReady(await connect({ role: 'admin' }), 'jdoe');
    await agent.agent.logout();
    await waitUntil(() => expect(supervisor.agents.getSnapshot().get('jdoe')?.state).toBe('loggedOut'));
    await agent.agent.login({ password: '12345' });
    await waitUntil(() => expect(agent.agent.can('ready')).toBe(true));
    await agent.agent.setState('ready');
    await waitUntil(() => expect(supervisor.agents.getSnapshot().get('jdoe')?.state).toBe('ready'));

    await simulator.inboundCall({ ani: '5550100', dnis: '7000', variables: { callVariable1: 'gold' } });
    await waitUntil(() => expect(callsOf(agent)[0]?.state).toBe('alerting'), 5000);
    const ringing = callsOf(agent)[0] as Call;
    expect(ringing).toMatchObject({ ani: '5550100', variables: { 1: 'gold' } });
    await agent.calls.get(ringing.id)?.answer();
    await waitUntil(() => {
      expect(callsOf(agent)[0]?.state).toBe('connected');
      expect(callsOf(supervisor)[0]).toMatchObject({ state: 'connected', ani: '5550100' });
      expect(callsOf(wallboard)[0]?.state).toBe('connected');
    });
    // The wallboard knows that there is a call, and nothing of who calls.
    const { ani, variables, connections } = callsOf(wallboard)[0] as Call;
    expect({ ani, variables }).toEqual({ ani: undefined, variables: {} });
    expect([...connections.keys()].sort()).toEqual(['2001', 'external']);

    await agent.calls.get(ringing.id)?.clear();
    await waitUntil(() => {
      for (const client of [agent, supervisor, wallboard])
        expect(callsOf(client).filter(({ endedAt }) => endedAt === undefined)).toEqual([]);
    });
  });

  it('shows a call in progress to new clients', async () => {
    const { simulator, connect } = await startFixture();
    const agent = await connect(jdoe, jdoeMode);
    await keepOnlyReady(await connect({ role: 'admin' }), 'jdoe');
    await simulator.inboundCall({
      ani: '5550100',
      dnis: '7000',
      variables: { namedVariables: { 'user.name': 'Ada' } },
    });
    await waitUntil(() => expect(callsOf(agent)[0]?.state).toBe('alerting'), 5000);
    await agent.calls.get(callsOf(agent)[0]?.id as number)?.answer();
    await waitUntil(() => expect(callsOf(agent)[0]?.state).toBe('connected'));

    const late = await connect(jdoe, jdoeMode);
    expect(callsOf(late)).toHaveLength(1);
    const [seen, known] = [callsOf(late)[0] as Call, callsOf(agent)[0] as Call];
    expect(seen).toMatchObject({ callId: known.callId, state: 'connected', ani: '5550100' });
    expect(seen.namedVariables).toEqual(known.namedVariables);
    expect([...seen.connections.keys()].sort()).toEqual([...known.connections.keys()].sort());
  });
});

describe('rights', () => {
  it('limits agents to themselves and supervisors to their teams', async () => {
    const { simulator, connect } = await startFixture();
    const [agent, supervisor] = await Promise.all([connect(jdoe), connect(kpatel)]);
    expect(agentIds(agent)).toEqual(['jdoe']);
    expect(agent.teams.getSnapshot().size).toBe(0);
    const team = simulator.snapshot().agents.filter(({ teamId }) => teamId === 1);
    expect(agentIds(supervisor)).toEqual(team.map(({ agentId }) => agentId).sort());
    expect([...supervisor.teams.getSnapshot().keys()]).toEqual([1]);
  });

  it('denies requests for other agents and other teams', async () => {
    const { simulator, connect } = await startFixture();
    const [agent, supervisor, wallboard] = await Promise.all([
      connect(jdoe),
      connect(kpatel),
      connect({ role: 'wallboard' }),
    ]);
    const stranger = simulator.snapshot().agents.find(({ teamId }) => teamId === 2)?.agentId as string;
    const colleague = simulator
      .snapshot()
      .agents.find(({ teamId, agentId }) => teamId === 1 && agentId !== 'jdoe');
    const logout = (client: CtiClient, agentId: string): Promise<string> =>
      codeOf(
        client.request({
          type: 'SET_AGENT_STATE_REQ',
          agentState: 1,
          eventReasonCode: 0,
          forcedFlag: 1,
          agentCapacity: 0,
          agentInstrument: '',
          agentId,
        }),
      );
    expect(await logout(agent, colleague?.agentId as string)).toBe('CONTROL_FAILED');
    expect(await logout(supervisor, stranger)).toBe('CONTROL_FAILED');
    expect(await logout(wallboard, 'jdoe')).toBe('CONTROL_FAILED');
    expect(await logout(supervisor, 'jdoe')).toBe('done');
    expect(await logout(agent, 'jdoe')).not.toBe('done'); // CCX itself: logged out already
    expect(await codeOf(agent.request({ type: 'QUERY_AGENT_STATE_REQ', agentId: stranger }))).toBe(
      'REQUEST_FAILED',
    );
  });

  it('refuses agent mode for another agent', async () => {
    const { connect } = await startFixture();
    const refused = connect(jdoe, agentMode({ agentId: 'asmith', extension: '2002' }));
    expect(await codeOf(refused)).toBe('OPEN_REFUSED');
  });
});

describe('signing in', () => {
  const signIn = (fixture: RelayFixture, body: unknown): Promise<Response> =>
    fetch(`http://127.0.0.1:${fixture.relay.port}/sign-in`, { method: 'POST', body: JSON.stringify(body) });

  it('issues a token for valid credentials, with the role of CCX', async () => {
    const made = await startFixture();
    const answer = await signIn(made, { agentId: 'kpatel', password: '12345' });
    expect(answer.status).toBe(200);
    const { token, role, agentId } = (await answer.json()) as {
      token: string;
      role: string;
      agentId: string;
    };
    expect({ role, agentId }).toEqual({ role: 'supervisor', agentId: 'kpatel' });
    expect(token.split('.')).toHaveLength(3);
  });

  it('refuses incorrect credentials and limits attempts', async () => {
    const made = await startFixture();
    const statuses: number[] = [];
    for (let index = 0; index < 7; index++)
      statuses.push((await signIn(made, { agentId: 'jdoe', password: `${index}` })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await signIn(made, { agentId: 'jdoe' })).status).toBe(400);
  });
});

describe('when CCX is unreachable', () => {
  it('clients are offline, and resync when it is back', async () => {
    const { simulator, relay, connect } = await startFixture();
    const admin = await connect({ role: 'admin' }, bridgeMode({ clientId: 'page' }));
    const states: string[] = [];
    admin.session.subscribe(() => states.push(admin.session.getSnapshot().name));
    simulator.dropLink();
    await waitUntil(() => expect(relay.isReady).toBe(false));
    await waitUntil(() => expect(admin.session.getSnapshot().name).toBe('synchronizing'));
    await waitUntil(() => expect(admin.session.getSnapshot().name).toBe('ready'), 8000);
    expect(states).not.toContain('waiting');
  });
});

describe('when a client disconnects', () => {
  const graceful = (action: 'notReady' | 'logout'): RelayFixtureOptions => ({
    relay: { policy: { onDisconnect: { agent: { action, reasonCode: 42, graceMs: 100 } } } },
  });

  it.each([
    ['notReady', 'notReady'],
    ['logout', 'loggedOut'],
  ] as const)('the agent is %s after the time of grace', async (action, state) => {
    const { simulator, connect } = await startFixture(graceful(action));
    const admin = await connect({ role: 'admin' });
    const agent = await connect(jdoe, jdoeMode);
    const supervisor = await connect(kpatel);
    expect(admin.agents.getSnapshot().get('jdoe')?.state).toBe('ready');
    await Promise.all([agent.close(), supervisor.close()]);
    await waitUntil(() => expect(admin.agents.getSnapshot().get('jdoe')?.state).toBe(state));
    expect(simulator.agent('jdoe').snapshot.reason).toBe(42);
  });

  it('does nothing for agents with another client and for other roles', async () => {
    const { connect } = await startFixture(graceful('logout'));
    const admin = await connect({ role: 'admin' });
    const [first, second] = [await connect(jdoe, jdoeMode), await connect(jdoe, jdoeMode)];
    const supervisor = await connect(kpatel);
    await Promise.all([first.close(), supervisor.close()]);
    // Four times the grace period of the policy.
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(admin.agents.getSnapshot().get('jdoe')?.state).toBe('ready');
    await second.close();
    await waitUntil(() => expect(admin.agents.getSnapshot().get('jdoe')?.state).toBe('loggedOut'));
  });
});

describe('dedicated CCX sessions', () => {
  it('are shared by the clients of an agent and end with the last one', async () => {
    const { simulator, connect } = await startFixture({ relay: { policy: { dedicated: ['agent'] } } });
    const admin = await connect({ role: 'admin' });
    const clients = await Promise.all([connect(jdoe, jdoeMode), connect(jdoe, jdoeMode)]);
    await waitUntil(() =>
      expect(clients.map((client) => client.session.getSnapshot().name)).toEqual(['ready', 'ready']),
    );
    expect(simulator.sessions.map(({ mode, agentId }) => [mode, agentId])).toEqual([
      ['bridge', undefined],
      ['agent', 'jdoe'],
    ]);
    await clients[0]?.agent.setState('notReady', { reasonCode: 7 });
    await waitUntil(() => {
      for (const client of [...clients, admin])
        expect(client.agents.getSnapshot().get('jdoe')).toMatchObject({ state: 'notReady', reasonCode: 7 });
    });
    expect(clients.map(agentIds)).toEqual([['jdoe'], ['jdoe']]);
    await Promise.all(clients.map((client) => client.close()));
    await waitUntil(() => expect(simulator.sessions).toHaveLength(1));
  });

  it('end for all clients when another desktop takes over, and a later client takes over again', async () => {
    const { simulator, relay, ccxPort, connect } = await startFixture({
      relay: { policy: { dedicated: ['agent'] } },
    });
    const clients = await Promise.all([connect(jdoe, jdoeMode), connect(jdoe, jdoeMode)]);
    const desktop = createCtiClient({
      transport: tcp(),
      endpoints: [{ host: '127.0.0.1', port: ccxPort }],
      mode: jdoeMode,
    });
    try {
      await desktop.connect({ timeoutMs: 5000 });
      await waitUntil(() => {
        for (const client of clients)
          expect(client.session.getSnapshot()).toMatchObject({
            name: 'closed',
            reason: 'replaced',
            error: { code: 'SESSION_REPLACED', details: { status: 11 } },
          });
        expect(relay.sessions).toEqual({ open: 0, connected: 0 });
      });
      expect(desktop.session.getSnapshot().name).toBe('ready');
      expect(simulator.sessions).toHaveLength(2);

      const later = await connect(jdoe, jdoeMode);
      await later.agent.setState('notReady', { reasonCode: 7 });
      await waitUntil(() =>
        expect(desktop.session.getSnapshot()).toMatchObject({ name: 'closed', reason: 'replaced' }),
      );
      expect(later.session.getSnapshot().name).toBe('ready');
      await later.close();
      await waitUntil(() => expect(simulator.sessions).toHaveLength(1));
      expect(relay.sessions.open).toBe(0);
    } finally {
      await desktop.close();
    }
  });
});
