/** Connections, limits and sign-in over real sockets. */
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { type CommandRecord, signToken } from '@rxcti/relay';
import { bridgeMode, CtiError, createCtiClient, type Logger } from 'rxcti';
import { webSocket } from 'rxcti/websocket';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { encodeEnvelope } from '../../transports/websocket/envelope.ts';
import { webSocketTransport } from '../../transports/websocket/websocket-transport.ts';
import {
  openRelayFixture,
  type RelayFixture,
  type RelayFixtureOptions,
  secret,
  waitUntil,
} from './relay-fixture.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Line {
  readonly level: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}
interface Watched extends RelayFixture {
  readonly lines: readonly Line[];
  /** Messages of lines of a level. */
  messages(level: string): readonly string[];
}

async function startFixture(relay: RelayFixtureOptions['relay'] = {}): Promise<Watched> {
  const lines: Line[] = [];
  const log =
    (level: string) =>
    (message: string, fields: object = {}): void =>
      void lines.push({ level, message, fields: { ...fields } });
  const logger: Logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
  const fixture = await openRelayFixture({ relay: { logger, ...relay } });
  closers.push(() => fixture.close());
  return {
    ...fixture,
    lines,
    messages: (level) => lines.filter((line) => line.level === level).map(({ message }) => message),
  };
}

const admin = { role: 'admin', subject: 'ada' } as const;
/** The error with which the session of a refused client waits. */
async function refusalOf({ relay }: RelayFixture, subject: string): Promise<unknown> {
  const client = createCtiClient({
    transport: webSocket({
      url: `ws://127.0.0.1:${relay.port}/cti`,
      token: () => signToken({ secret, role: 'admin', subject }),
    }),
    mode: bridgeMode({ clientId: 'page' }),
  });
  closers.push(() => client.close());
  client.connect().catch(() => {});
  let error: unknown;
  await waitUntil(() => {
    const state = client.session.getSnapshot();
    expect(state.name).toBe('waiting');
    if (state.name === 'waiting') error = state.error;
  });
  return error;
}

interface Page {
  readonly socket: WebSocket;
  /** 101, or the status with which it was refused. */
  readonly status: number;
}
async function upgrade({ relay }: RelayFixture, headers: Record<string, string> = {}): Promise<Page> {
  const socket = new WebSocket(`ws://127.0.0.1:${relay.port}/cti`, 'rxcti.1', { headers });
  socket.on('error', () => {});
  closers.push(() => socket.terminate());
  const status = await new Promise<number>((resolve) => {
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => resolve(101));
  });
  return { socket, status };
}

const signIn = (
  { relay }: RelayFixture,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> => fetch(`http://127.0.0.1:${relay.port}/sign-in`, { method: 'POST', body, headers });

describe('sessions of one user', () => {
  it('are limited; the next one is refused with a reason and one log line', async () => {
    const fixture = await startFixture({ limits: { maxSessionsPerUser: 2 } });
    await fixture.connect(admin);
    const second = await fixture.connect(admin);
    const error = await refusalOf(fixture, 'ada');
    expect(CtiError.is(error, 'RELAY_REFUSED')).toBe(true);
    expect((error as CtiError<'RELAY_REFUSED'>).details).toMatchObject({
      reason: 'too-many-sessions',
      sentence: 'session limit reached for this user (2): close a window',
    });
    expect(fixture.lines.filter(({ level }) => level === 'warn')).toMatchObject([
      {
        message: 'session refused: user limit reached',
        fields: { address: '127.0.0.1', subject: 'ada', role: 'admin' },
      },
    ]);
    expect(fixture.relay.sessions.open).toBe(2);
    await fixture.connect({ role: 'admin', subject: 'bob' });
    await second.close();
    await waitUntil(() => expect(fixture.relay.sessions.open).toBe(2));
    await fixture.connect(admin);
  });

  it('that are disconnected are replaced by new ones at the limit', async () => {
    const fixture = await startFixture({ limits: { maxSessionsPerUser: 1 } });
    const token = await signToken({ secret, ...admin });
    const { socket } = await upgrade(fixture);
    socket.send(encodeEnvelope({ kind: 'hello', version: 1, token, resume: undefined }));
    await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 1, connected: 1 }));
    socket.terminate(); // as browsers do when a page is closed
    await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 1, connected: 0 }));
    await fixture.connect(admin);
    expect(fixture.relay.sessions).toEqual({ open: 1, connected: 1 });
    expect(fixture.messages('warn')).toEqual([]);
  });

  it('of one address are limited', async () => {
    const fixture = await startFixture({ limits: { maxSessionsPerAddress: 1 } });
    await fixture.connect(admin);
    expect(await refusalOf(fixture, 'bob')).toMatchObject({
      code: 'RELAY_REFUSED',
      details: { reason: 'too-many-sessions', sentence: 'session limit reached for this address (1)' },
    });
  });
});

describe('behind a proxy', () => {
  const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

  it('limits and audit log use the client address', async () => {
    const commands: CommandRecord[] = [];
    const fixture = await startFixture({
      listen: { port: 0, trustedProxies: ['loopback'] },
      limits: { maxConnectionsPerAddress: 1, maxSignInsPerMinute: 1 },
    });
    fixture.relay.events$.subscribe((event) => {
      if (event.type === 'command') commands.push(event.command);
    });
    const statuses: number[] = [];
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.1', '9.9.9.9, 203.0.113.2'])
      statuses.push((await upgrade(fixture, from(address))).status);
    expect(statuses).toEqual([101, 101, 429, 429]);
    expect(fixture.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields.address)).toEqual(
      ['203.0.113.1', '203.0.113.2'],
    );
    for (const [address, status] of [
      ['203.0.113.1', 400],
      ['203.0.113.2', 400],
      ['203.0.113.1', 429],
    ] as const)
      expect((await signIn(fixture, '{}', from(address))).status).toBe(status);

    const client = createCtiClient({
      transport: webSocketTransport(
        { url: `ws://127.0.0.1:${fixture.relay.port}/cti`, token: await signToken({ secret, ...admin }) },
        (url, protocol) => new WebSocket(url, protocol, { headers: from('203.0.113.77') }) as never,
      ),
      mode: bridgeMode({ clientId: 'page' }),
    });
    closers.push(() => client.close());
    await client.connect({ timeoutMs: 5000 });
    const wrong = {
      type: 'CLEAR_CALL_REQ',
      callId: 77,
      connectionDeviceType: 0,
      connectionDeviceId: '1',
    } as const;
    await client.request(wrong).catch(() => {});
    expect(commands.map(({ address }) => address)).toEqual(['203.0.113.77']);
  });

  it('ignores X-Forwarded-For of untrusted peers', async () => {
    const fixture = await startFixture({ limits: { maxConnectionsPerAddress: 1 } });
    expect((await upgrade(fixture, from('203.0.113.1'))).status).toBe(101);
    expect((await upgrade(fixture, from('203.0.113.2'))).status).toBe(429);
  });
});

describe('signing in', () => {
  const right = '{"agentId":"jdoe","password":"12345"}';
  const wrong = '{"agentId":"jdoe","password":"guessed"}';
  const at = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

  it('is possible for the agent despite failures from other addresses', async () => {
    const fixture = await startFixture({ listen: { port: 0, trustedProxies: ['loopback'] } });
    const otherAddress: number[] = [];
    for (let index = 0; index < 8; index++)
      otherAddress.push((await signIn(fixture, wrong, at('198.51.100.66'))).status);
    expect(otherAddress).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect((await signIn(fixture, right, at('203.0.113.1'))).status).toBe(200);
    expect((await signIn(fixture, right, at('198.51.100.66'))).status).toBe(429);
  });

  it('delays attempts from unknown addresses and not from known ones', async () => {
    const fixture = await startFixture({
      listen: { port: 0, trustedProxies: ['loopback'] },
      limits: { maxSignInsPerMinutePerAgent: 1 },
    });
    expect((await signIn(fixture, right, at('203.0.113.1'))).status).toBe(200);
    for (let index = 0; index < 5; index++)
      expect((await signIn(fixture, wrong, at(`198.51.100.${index}`))).status).toBe(401);
    const startedAt = Date.now();
    const late = signIn(fixture, right, at('198.51.100.200')).then(({ status }) => [
      status,
      Date.now() - startedAt,
    ]);
    const [known, tookMs] = [
      (await signIn(fixture, right, at('203.0.113.1'))).status,
      Date.now() - startedAt,
    ];
    expect(known).toBe(200);
    expect(tookMs).toBeLessThan(1500);
    const [status, waited] = (await late) as [number, number];
    expect(status).toBe(200);
    expect(waited).toBeGreaterThan(1500);
  });

  it('with a body above the size limit: 413', async () => {
    const fixture = await startFixture();
    const long = await signIn(fixture, 'x'.repeat(5000));
    expect([long.status, await long.json()]).toEqual([
      413,
      { error: 'request body too large (limit 1024 bytes)' },
    ]);
    const chunks = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(5000));
        controller.close();
      },
    });
    const init = { method: 'POST', body: chunks, duplex: 'half' };
    const chunked = await fetch(`http://127.0.0.1:${fixture.relay.port}/sign-in`, init as RequestInit);
    expect(chunked.status).toBe(413);
  });

  it('accepts a chunked body', async () => {
    const fixture = await startFixture();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(right.slice(0, 10)));
        controller.enqueue(new TextEncoder().encode(right.slice(10)));
        controller.close();
      },
    });
    const init = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { origin: `http://127.0.0.1:${fixture.relay.port}` },
    };
    const response = await fetch(`http://127.0.0.1:${fixture.relay.port}/sign-in`, init as RequestInit);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(init.headers.origin);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  const begun = 'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"agentId":';

  it('with an incomplete body: 408', async () => {
    const fixture = await startFixture({ limits: { handshakeTimeoutMs: 300 } });
    const socket = connectTcp(fixture.relay.port, '127.0.0.1');
    closers.push(() => socket.destroy());
    socket.write(begun);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toMatch(/^HTTP\/1\.1 408 [\s\S]*request body timeout/);
  });

  it('that is aborted is logged at debug level', async () => {
    const fixture = await startFixture();
    const socket = connectTcp(fixture.relay.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(begun);
    // A reset discards what the relay has not read yet; no state shows that it has read the head.
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.resetAndDestroy();
    await waitUntil(() => expect(fixture.messages('debug')).toContain('sign-in request not received'));
    expect([...fixture.messages('error'), ...fixture.messages('warn')]).toEqual([]);
  });
});

describe('connect() with a token that the relay refuses', () => {
  const clientWith = ({ relay }: RelayFixture, token: string | (() => Promise<string>)) => {
    const url = `ws://127.0.0.1:${relay.port}/cti`;
    const client = createCtiClient({
      transport: webSocket({ url, token }),
      mode: bridgeMode({ clientId: 'page' }),
    });
    closers.push(() => client.close());
    return client;
  };
  const expired = (): Promise<string> => signToken({ secret, ...admin, expiresInSeconds: -60 });
  const valid = (): Promise<string> => signToken({ secret, ...admin });

  it('rejects with token-refused', async () => {
    const forged = await signToken({ secret: 'another secret, longer than 32 bytes', ...admin });
    await expect(clientWith(await startFixture(), forged).connect()).rejects.toMatchObject({
      code: 'RELAY_REFUSED',
      details: { reason: 'token-refused' },
    });
  });

  it('rejects with token-expired if the token cannot be renewed', async () => {
    const fixture = await startFixture();
    const refusal = { code: 'RELAY_REFUSED', details: { reason: 'token-expired' } };
    const token = await expired();
    let calls = 0;
    const same = async (): Promise<string> => {
      calls++;
      return token;
    };
    await expect(clientWith(fixture, token).connect()).rejects.toMatchObject(refusal);
    await expect(clientWith(fixture, same).connect()).rejects.toMatchObject(refusal);
    expect(calls).toBe(2);
  });

  it('connects with a fresh token after an expired one', async () => {
    const tokens = [await expired(), await valid()];
    const client = clientWith(await startFixture(), async () => tokens.shift() ?? '');
    await client.connect();
    expect(client.session.getSnapshot()).toMatchObject({ name: 'ready', reachable: true });
  });
});

describe('a token that expires while its client is connected', () => {
  type Contents = Parameters<typeof signToken>[0];
  function connectWith({ relay }: RelayFixture, contents: () => Omit<Contents, 'secret'>) {
    const client = createCtiClient({
      transport: webSocket({
        url: `ws://127.0.0.1:${relay.port}/cti`,
        token: () => signToken({ secret, ...contents() }),
      }),
      mode: bridgeMode({ clientId: 'page' }),
    });
    closers.push(() => client.close());
    return client;
  }

  it('ends the session unless it is renewed', async () => {
    const fixture = await startFixture({
      limits: { pingIntervalMs: 100 },
      auth: { jwt: { secret, clockToleranceSeconds: 0 } },
    });
    let lasts = 2;
    const client = connectWith(fixture, () => ({ role: 'admin', expiresInSeconds: lasts }));
    await client.connect({ timeoutMs: 5000 });
    lasts = -10;
    await waitUntil(() =>
      expect(client.session.getSnapshot()).toMatchObject({
        name: 'waiting',
        error: { code: 'RELAY_REFUSED', details: { reason: 'token-expired' } },
      }),
    );
    expect(fixture.messages('info')).toContain('token expired');
    lasts = 3600;
    await waitUntil(() => expect(client.session.getSnapshot().name).toBe('ready'));
  });

  it('is replaced by the rights of the next token', async () => {
    const fixture = await startFixture({ limits: { pingIntervalMs: 100 } });
    let next: Omit<Contents, 'secret'> = { role: 'admin', subject: 'ada', expiresInSeconds: 1 };
    const client = connectWith(fixture, () => next);
    await client.connect({ timeoutMs: 5000 });
    const states: string[] = [];
    client.session.subscribe(() => states.push(client.session.getSnapshot().name));
    next = { role: 'agent', agentId: 'jdoe', subject: 'ada' };
    await waitUntil(() => {
      expect(states).toContain('waiting');
      expect(client.session.getSnapshot().name).toBe('ready');
    });
    expect([...client.agents.getSnapshot().keys()]).toEqual(['jdoe']);
  });
});

describe('when the relay stops', () => {
  it('closes connections without handshake at once', async () => {
    const fixture = await startFixture();
    const { socket, status } = await upgrade(fixture);
    expect(status).toBe(101);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const startedAt = Date.now();
    await fixture.relay.close();
    await closed;
    expect(Date.now() - startedAt).toBeLessThan(1000);
  });

  it('clients reconnect after the announced delay', async () => {
    const fixture = await startFixture({ limits: { reconnectsPerSecond: 5 } });
    // Earlier clients are told to reconnect earlier.
    for (const subject of ['a', 'b', 'c', 'd', 'e']) await fixture.connect({ role: 'admin', subject });
    const inMs: number[] = [];
    const dials: number[] = [];
    const client = createCtiClient({
      transport: webSocket({
        url: `ws://127.0.0.1:${fixture.relay.port}/cti`,
        token: () => {
          dials.push(Date.now());
          return signToken({ secret, ...admin });
        },
        logger: {
          debug: () => {},
          info: (message, fields) => {
            if (message === 'relay is stopping') inMs.push(Number(fields?.retryMs));
          },
          warn: () => {},
          error: () => {},
        },
      }),
      mode: bridgeMode({ clientId: 'page' }),
      // Of itself it would come back at once.
      reconnect: () => ({ action: 'retry', delayMs: 0 }),
    });
    closers.push(() => client.close());
    await client.connect({ timeoutMs: 5000 });
    const goingAwayAt = Date.now();
    await fixture.relay.close();
    expect(inMs).toEqual([expect.toSatisfy((ms: number) => ms >= 1000 && ms <= 1200)]);
    await waitUntil(() => expect(dials.length).toBeGreaterThan(1));
    expect((dials[1] as number) - goingAwayAt).toBeGreaterThanOrEqual((inMs[0] as number) - 20);
  });
});
