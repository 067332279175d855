/** Health endpoints, metrics, events, reload and shutdown over real sockets. */
import { connect } from 'node:net';
import { type CommandRecord, rightsOfClaims } from '@rxcti/relay';
import { bridgeMode, CtiError } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { config } from 'rxjs';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { isFinalRefusal, TokenRefused } from '../../relay/authorization/tokens.ts';
import { openRelayFixture, type RelayFixture, type RelayFixtureOptions, secret } from './relay-fixture.ts';

const opened: RelayFixture[] = [];
afterEach(async () => {
  for (const fixture of opened.splice(0)) await fixture.close();
});

async function startFixture(options: RelayFixtureOptions = {}): Promise<RelayFixture> {
  const made = await openRelayFixture({
    ...options,
    relay: { observability: { port: 0 }, ...options.relay },
  });
  opened.push(made);
  return made;
}

const ask = ({ relay }: RelayFixture, path: string, port = relay.observabilityPort): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}${path}`);

interface Ready {
  readonly ready: boolean;
  readonly upstream: string;
  readonly reasons: readonly string[];
}
async function readyz(fixture: RelayFixture): Promise<Ready & { readonly status: number }> {
  const answer = await ask(fixture, '/readyz');
  return { status: answer.status, ...((await answer.json()) as Ready) };
}

/** The lines of /metrics that have a value, by name and labels. */
async function figures(fixture: RelayFixture): Promise<ReadonlyMap<string, number>> {
  const text = await (await ask(fixture, '/metrics')).text();
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))];
      }),
  );
}

describe('/healthz and /readyz', () => {
  it('are served on their own port only', async () => {
    const made = await startFixture();
    expect(made.relay.observabilityPort).not.toBe(made.relay.port);
    const answer = await ask(made, '/healthz');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ alive: true });
    expect(await readyz(made)).toEqual({ status: 200, ready: true, upstream: 'ready', reasons: [] });
    expect((await ask(made, '/nothing')).status).toBe(404);
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect((await ask(made, path, made.relay.port)).status).toBe(404);
  });

  it('are served on the client port by default, and not at all without the option', async () => {
    const together = await startFixture({ relay: { observability: {} } });
    expect(together.relay.observabilityPort).toBe(together.relay.port);
    expect((await ask(together, '/readyz')).status).toBe(200);
    const without = await openRelayFixture();
    opened.push(without);
    expect((await ask(without, '/readyz', without.relay.port)).status).toBe(404);
  });

  it('/readyz is 503 on an overdue heartbeat, and 200 again after recovery', async () => {
    const made = await openRelayFixture();
    opened.push(made);
    const { simulator, ccxPort } = made;
    const watched = await startFixture({
      relay: {
        upstream: {
          transport: tcp(),
          endpoints: [{ host: '127.0.0.1', port: ccxPort }],
          mode: bridgeMode({ clientId: 'watched' }),
          heartbeatMs: 200,
        },
      },
    });
    expect((await readyz(watched)).status).toBe(200);

    simulator.stall();
    await vi.waitFor(async () => expect((await readyz(watched)).status).toBe(503), {
      timeout: 2000,
      interval: 20,
    });
    const red = await readyz(watched);
    expect(red).toMatchObject({ ready: false, upstream: 'ready' });
    expect(red.reasons).toEqual([
      expect.stringMatching(/^heartbeat overdue: nothing received from CCX for 0\.[34] s/),
    ]);
    expect((await ask(watched, '/healthz')).status).toBe(200);
    await vi.waitFor(async () => expect((await readyz(watched)).upstream).not.toBe('ready'), 3000);
    expect((await readyz(watched)).status).toBe(503);
    const dead = await figures(watched);
    expect(dead.get('rxcti_relay_upstream_ready')).toBe(0);
    expect(dead.get('rxcti_relay_upstream_disconnects_total')).toBe(1);

    simulator.clearFaults();
    await vi.waitFor(async () => expect((await readyz(watched)).status).toBe(200), 10_000);
    expect((await figures(watched)).get('rxcti_relay_upstream_state{state="ready"}')).toBe(1);
  });

  it('report an unreachable CCX and the next attempt', async () => {
    const made = await startFixture();
    await made.simulator.close();
    await vi.waitFor(async () => expect((await readyz(made)).upstream).toBe('waiting'), 5000);
    const { reasons } = await readyz(made);
    expect(reasons.join()).toMatch(/; next attempt in \d/);
  });
});

describe('/metrics', () => {
  it('has help texts and a common name prefix', async () => {
    const made = await startFixture();
    const answer = await ask(made, '/metrics');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await answer.text();
    const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1]);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      expect(name).toMatch(/^rxcti_relay_/);
      expect(text).toMatch(new RegExp(`^# HELP ${name} [A-Z1].*\\.$`, 'm'));
    }
  });

  it('counts sessions, traffic, commands and rejections', async () => {
    const made = await startFixture();
    const before = await figures(made);
    const agent = await made.connect({ role: 'agent', agentId: 'jdoe' });
    await made.connect({ role: 'wallboard' });
    await agent.request({
      type: 'SET_AGENT_STATE_REQ',
      agentState: 1,
      eventReasonCode: 0,
      forcedFlag: 1,
      agentCapacity: 0,
      agentInstrument: '',
      agentId: 'jdoe',
    });
    await vi.waitFor(() => expect(agent.agents.getSnapshot().get('jdoe')?.state).toBe('loggedOut'), 10_000);
    const refused = await fetch(`http://127.0.0.1:${made.relay.port}/sign-in`, {
      method: 'POST',
      body: JSON.stringify({ agentId: 'jdoe', password: 'wrong' }),
    });
    expect(refused.status).toBe(401);

    const after = await figures(made);
    const value = (name: string): number | undefined => after.get(`rxcti_relay_${name}`);
    const grown = (name: string): number => (value(name) ?? 0) - (before.get(`rxcti_relay_${name}`) ?? 0);
    expect(value('sessions{role="agent",connection="connected"}')).toBe(1);
    expect(value('sessions{role="wallboard",connection="connected"}')).toBe(1);
    expect(value('sessions{role="admin",connection="connected"}')).toBe(0);
    expect(value('sessions_opened_total{role="agent"}')).toBe(1);
    expect(value('commands_total{request="SET_AGENT_STATE_REQ",result="confirmed"}')).toBe(1);
    expect(value('command_duration_seconds_count{result="confirmed"}')).toBe(1);
    expect(value('rejections_total{reason="token"}')).toBe(1);
    expect(value('events_total{type="AGENT_STATE_EVENT"}')).toBe(1);
    expect(grown('event_deliveries_total')).toBe(2);
    for (const direction of ['received', 'sent']) {
      expect(grown(`upstream_bytes_total{direction="${direction}"}`)).toBeGreaterThan(20);
      expect(grown(`websocket_bytes_total{direction="${direction}"}`)).toBeGreaterThan(100);
      expect(grown(`websocket_messages_total{direction="${direction}"}`)).toBeGreaterThan(2);
    }
    await vi.waitFor(
      async () =>
        expect((await figures(made)).get('rxcti_relay_event_loop_lag_seconds_count')).toBeGreaterThan(0),
      10_000,
    );
  });
});

describe('events$', () => {
  it('reports commands with address and target, without caller data, despite a subscriber that throws', async () => {
    const commands: CommandRecord[] = [];
    const unhandled: unknown[] = [];
    config.onUnhandledError = (error) => unhandled.push(error);
    onTestFinished(() => {
      config.onUnhandledError = null;
    });
    const made = await startFixture();
    made.relay.events$.subscribe(() => {
      throw new Error('a subscriber fails');
    });
    made.relay.events$.subscribe((event) => {
      if (event.type === 'command') commands.push(event.command);
    });
    const admin = await made.connect({ role: 'admin' });
    const wrong = admin.request({
      type: 'CLEAR_CONNECTION_REQ',
      callId: 77,
      connectionDeviceType: 0,
      connectionDeviceId: '5550100',
    });
    await expect(wrong).rejects.toSatisfy((error) => CtiError.is(error, 'CONTROL_FAILED'));
    expect(commands).toEqual([
      expect.objectContaining({
        address: '127.0.0.1',
        request: 'CLEAR_CONNECTION_REQ',
        target: { callId: 77, connectionDeviceId: 'external' },
        result: 'refused',
      }),
    ]);
    expect(JSON.stringify(commands)).not.toContain('5550100');
    await vi.waitFor(() => expect(unhandled.length).toBeGreaterThan(0), 10_000);
  });
});

describe('a refused upgrade', () => {
  it('closes the connection although the client keeps its half open', async () => {
    const { relay } = await startFixture();
    const socket = connect({ host: '127.0.0.1', port: relay.port, allowHalfOpen: true });
    const response = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    const lines = [
      'GET /elsewhere HTTP/1.1',
      'Host: a',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    expect(await response).toMatch(/^HTTP\/1\.1 404 /);
    // Writing into a connection that is gone is answered with a reset.
    const reset = new Promise<string>((resolve) =>
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? '')),
    );
    const knock = setInterval(() => socket.write('x'), 20);
    try {
      expect(await reset).toMatch(/ECONNRESET|EPIPE/);
    } finally {
      clearInterval(knock);
      socket.destroy();
    }
  });
});

describe('reload of authentication options', () => {
  it('keeps clients with unchanged rights, resyncs those with other rights, evicts the rest', async () => {
    const ended: string[] = [];
    const made = await startFixture();
    made.relay.events$.subscribe((event) => {
      if (event.type === 'session-ended') ended.push(`${event.rights.subject}: ${event.reason}`);
    });
    const [kept, changed, out] = await Promise.all([
      made.connect({ role: 'agent', agentId: 'jdoe' }),
      made.connect({ role: 'admin', agentId: 'kpatel', subject: 'kpatel' }),
      made.connect({ role: 'wallboard', subject: 'wall' }),
    ]);
    const states: string[] = [];
    kept.session.subscribe(() => states.push(kept.session.getSnapshot().name));
    const reloaded = await made.relay.reload({
      auth: {
        jwt: {
          secret,
          rightsOf: (claims) =>
            claims.role === 'admin' ? { role: 'supervisor', agentId: 'kpatel' } : rightsOfClaims(claims),
        },
        blocked: ['wall'],
      },
    });
    expect(reloaded).toEqual({ kept: 1, resynced: 1, evicted: 1 });
    await vi.waitFor(
      () => expect(ended.sort()).toEqual(['kpatel: rights-changed', 'wall: token-refused']),
      10_000,
    );
    await vi.waitFor(() => {
      expect(changed.session.getSnapshot().name).toBe('ready');
      expect([...changed.teams.getSnapshot().keys()]).toEqual([1]);
    }, 8000);
    expect(states).toEqual([]);
    expect(out.session.getSnapshot().name).not.toBe('ready');
    await expect(made.relay.reload({ auth: {} })).rejects.toSatisfy((error) =>
      CtiError.is(error, 'INVALID_ARGUMENT'),
    );
    expect((await readyz(made)).status).toBe(200);
  });

  it('evicts users for whom rightsOf throws', async () => {
    const made = await startFixture();
    const [kept, out] = await Promise.all([
      made.connect({ role: 'agent', agentId: 'jdoe' }),
      made.connect({ role: 'admin', subject: 'ada' }),
    ]);
    const reloaded = await made.relay.reload({
      auth: {
        jwt: {
          secret,
          rightsOf(claims) {
            if (claims.sub === 'ada') throw new Error('not a user of this contact center');
            return rightsOfClaims(claims);
          },
        },
      },
    });
    expect(reloaded).toEqual({ kept: 1, resynced: 0, evicted: 1 });
    await vi.waitFor(
      () =>
        expect(out.session.getSnapshot()).toMatchObject({ error: { details: { reason: 'token-refused' } } }),
      10_000,
    );
    expect(kept.session.getSnapshot().name).toBe('ready');
  });

  it.each<[string, unknown, boolean]>([
    ['a bad signature', { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' }, true],
    ['an expired token', { code: 'ERR_JWT_EXPIRED' }, true],
    ['claims that give no role', undefined, true],
    ['keys that did not come in time', { code: 'ERR_JWKS_TIMEOUT' }, false],
    ['keys that are out of reach', new TypeError('fetch failed'), false],
  ])('treats %s as final or not', (_, cause, decided) => {
    expect(isFinalRefusal(new TokenRefused('refused', { cause }))).toBe(decided);
  });
});

describe('stopping', () => {
  it('waits for pending replies, and /readyz is 503', async () => {
    const made = await startFixture();
    const agent = await made.connect({ role: 'agent', agentId: 'jdoe' });
    const sentBytes = async (): Promise<number> =>
      (await figures(made)).get('rxcti_relay_upstream_bytes_total{direction="sent"}') ?? 0;
    const before = await sentBytes();
    made.simulator.stall();
    const asked = agent.request({
      type: 'SET_AGENT_STATE_REQ',
      agentState: 1,
      eventReasonCode: 0,
      forcedFlag: 1,
      agentCapacity: 0,
      agentInstrument: '',
      agentId: 'jdoe',
    });
    await vi.waitFor(async () => expect(await sentBytes()).toBeGreaterThan(before), 10_000); // it is on its way to CCX
    const closed = made.relay.close({ drainMs: 5000 });
    await vi.waitFor(
      async () => expect((await readyz(made)).reasons).toContain('the relay is stopping'),
      10_000,
    );
    made.simulator.clearFaults();
    expect((await asked).type).toBe('SET_AGENT_STATE_CONF');
    await closed;
  });
});
