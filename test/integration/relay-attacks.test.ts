/**
 * Invalid input and attacks: the relay keeps running, logs one line, and other clients are not affected.
 */
import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import { signToken } from '@rxcti/relay';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { bridgeMode, type CtiClient, CtiError, type Logger } from 'rxcti';
import { webSocket } from 'rxcti/websocket';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  decodeEnvelope,
  type Envelope,
  encodeEnvelope,
  encodeFrames,
} from '../../transports/websocket/envelope.ts';
import { openRelayFixture, type RelayFixture, secret, waitUntil } from './relay-fixture.ts';

let fixture: RelayFixture;
/** Another client, which must not be affected. */
let observer: CtiClient;
let lines: { readonly level: string; readonly text: string }[];
const observerStates: string[] = [];

beforeEach(async () => {
  // Lines of a relay that stops after its test must not appear in the next log.
  const own: typeof lines = [];
  lines = own;
  const log =
    (level: string) =>
    (message: string, fields: object = {}): void =>
      void own.push({ level, text: `${message} ${JSON.stringify(fields)}` });
  const logger: Logger = { debug: () => {}, info: log('info'), warn: log('warn'), error: log('error') };
  fixture = await openRelayFixture({
    relay: {
      logger,
      auth: {
        jwt: { secret, issuer: 'idp', audience: 'relay' },
        signIn: {},
        origins: ['https://desk.example'],
      },
      limits: {
        handshakeTimeoutMs: 300,
        pingIntervalMs: 300,
        maxConnectionsPerMinute: 60,
        maxRequestsPerSecond: 20,
        requestBurst: 200,
      },
    },
  });
  observer = await fixture.connect({ role: 'admin', ...claims });
  observerStates.length = 0;
  observer.session.subscribe(() => observerStates.push(observer.session.getSnapshot().name));
  lines.length = 0;
});
afterEach(async () => {
  // The observer still receives events.
  await fixture.simulator.inboundCall({ ani: '5550100', dnis: '7000' });
  await waitUntil(() => expect(observer.calls.getSnapshot().size).toBe(1));
  expect(observerStates).toEqual([]);
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  await fixture.close();
});

const claims = { issuer: 'idp', audience: 'relay' };
const good = (): Promise<string> => signToken({ secret, role: 'admin', ...claims });
const url = (): string => `ws://127.0.0.1:${fixture.relay.port}/cti`;

/** One warning, and it says this. */
function warnedOnce(text: RegExp): void {
  const warnings = lines.filter(({ level }) => level === 'warn');
  expect(warnings).toHaveLength(1);
  expect(warnings[0]?.text).toMatch(text);
}

interface Raw {
  readonly socket: WebSocket;
  /** Messages received from the relay. */
  readonly received: (Envelope | undefined)[];
  readonly closed: Promise<number>;
}

/** A WebSocket without the transport. */
async function raw(options: object = {}, open = true): Promise<Raw> {
  const socket = new WebSocket(url(), 'rxcti.1', { perMessageDeflate: false, ...options });
  const received: (Envelope | undefined)[] = [];
  socket.on('message', (data: Buffer) => received.push(decodeEnvelope(new Uint8Array(data))));
  socket.on('error', () => {});
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  if (open) await once(socket, 'open');
  return { socket, received, closed };
}

const hello = (token: string): Uint8Array =>
  encodeEnvelope({ kind: 'hello', version: 1, token, resume: undefined });

async function connectRaw(): Promise<Raw> {
  const client = await raw();
  client.socket.send(hello(await good()));
  await waitUntil(() => expect(client.received[0]?.kind).toBe('welcome'));
  return client;
}

const masked = (opcode: number, payload: Uint8Array, bits = 0x80): Buffer => {
  const header =
    payload.length < 126
      ? Buffer.from([bits | opcode, 0x80 | payload.length])
      : Buffer.from([bits | opcode, 0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([header, Buffer.alloc(4), payload]);
};

/** The TCP socket below, after the upgrade. */
async function upgraded(): Promise<Socket> {
  const socket = connectTcp(fixture.relay.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    'GET /cti HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: rxcti.1\r\n\r\n',
  );
  await once(socket, 'data');
  return socket;
}

describe('frames', () => {
  const garbage: readonly (readonly [string, () => string | Uint8Array])[] = [
    ['text', () => 'GET / HTTP/1.1'],
    ['random bytes', () => crypto.getRandomValues(new Uint8Array(300))],
    ['nothing', () => new Uint8Array()],
    ['a thousand arrays in one another', () => new Uint8Array(1000).fill(0x91)],
    ['a map in an array', () => encode([0, { a: { b: { c: 1 } } }])],
    ['an array that says it has four billion elements', () => Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff)],
    [
      'bytes that say they are four billion',
      () => Uint8Array.of(0x94, 2, 0, 1, 0xc6, 0xff, 0xff, 0xff, 0xff, 1),
    ],
    ['fields of other types', () => encode([0, 'one', 2, 3, 4])],
    ['a kind that does not exist', () => encode([99])],
  ];
  it.each(garbage)('rejects %s instead of hello', async (_, bytes) => {
    const { socket, received, closed } = await raw();
    socket.send(bytes());
    expect(await closed).toBe(4000);
    expect(received).toMatchObject([{ kind: 'error', code: 'bad-message' }]);
    warnedOnce(/malformed message/);
  });

  it('rejects another message before hello', async () => {
    const { socket, received, closed } = await raw();
    socket.send(encodeFrames(0, [new Uint8Array(8)], 8));
    expect(await closed).toBe(4000);
    expect(received).toMatchObject([{ kind: 'error', code: 'bad-message' }]);
    warnedOnce(/hello/);
  });

  it('ends the session on a malformed message after welcome', async () => {
    const { socket, closed } = await connectRaw();
    socket.send(Uint8Array.of(0xc1));
    await closed;
    warnedOnce(/malformed message/);
    await waitUntil(() => expect(fixture.relay.sessions.open).toBe(1));
  });

  it('ends the session on chunks out of sequence', async () => {
    const { socket, closed } = await connectRaw();
    socket.send(encodeFrames(7, [new Uint8Array(8)], 8));
    expect(await closed).toBe(4000);
    warnedOnce(/protocol/);
  });

  it('ends the session on invalid CTI frames in valid messages', async () => {
    const { socket, closed } = await connectRaw();
    socket.send(encodeFrames(0, [new Uint8Array(64).fill(0xff)], 64));
    expect(await closed).toBe(4000);
    warnedOnce(/invalid stream/);
  });

  it('closes the connection on a message above the size limit', async () => {
    const { socket, closed } = await connectRaw();
    socket.send(new Uint8Array(5_000_000));
    expect(await closed).toBe(1009);
    warnedOnce(/connection error.*exceed/i);
  });

  it('drops the socket of a silent client and keeps its session', async () => {
    const socket = await upgraded();
    socket.write(masked(2, hello(await good())));
    await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 2, connected: 2 }));
    socket.write(Uint8Array.of(0x82, 0xfe, 0x20)); // a binary message of more to come
    await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 2, connected: 1 }), 4000);
    expect(lines.filter(({ text }) => /client timeout/.test(text))).toHaveLength(1);
    socket.destroy();
  });

  it('closes a connection without hello after the handshake timeout', async () => {
    const { closed } = await raw();
    expect(await closed).toBe(4000);
    warnedOnce(/handshake timeout/);
  });

  it('closes a connection that sends hello byte by byte', async () => {
    const socket = await upgraded();
    const dripping = setInterval(() => socket.write(Uint8Array.of(0x82)), 20);
    // Not `once`, which would fail if the last byte arrives after the relay has closed (ECONNRESET).
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(dripping);
    expect(lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('rejects compressed messages without decompressing them', async () => {
    const { socket, received, closed } = await raw({ perMessageDeflate: true });
    expect(socket.extensions).toBe('');
    const bomb = deflateRawSync(new Uint8Array(10_000_000));
    (socket as unknown as { _socket: Socket })._socket.write(masked(2, bomb, 0xc0));
    expect(await closed).toBe(1002);
    expect(received).toEqual([]);
    warnedOnce(/connection error.*RSV1/);
  });
});

describe('tokens', () => {
  const refused = async (token: string, code = 'token-refused'): Promise<void> => {
    const { socket, received, closed } = await raw();
    socket.send(hello(token));
    expect(await closed).toBe(4000);
    expect(received).toMatchObject([{ kind: 'error', code }]);
    warnedOnce(/token refused/);
    if (token.length > 20) expect(lines.map(({ text }) => text).join()).not.toContain(token);
  };
  const key = new TextEncoder().encode(secret);
  const signed = (alg = 'HS256'): SignJWT =>
    new SignJWT({ role: 'admin' })
      .setProtectedHeader({ alg })
      .setSubject('mallory')
      .setIssuer('idp')
      .setAudience('relay')
      .setExpirationTime('1h');

  it('rejects a forged token', async () =>
    refused(await signed().sign(new TextEncoder().encode('x'.repeat(40)))));
  it('rejects an expired token', async () =>
    refused(await signed().setExpirationTime(1000).sign(key), 'token-expired'));
  it('does not tell that a forged token has expired', async () =>
    refused(
      await signed()
        .setExpirationTime(1000)
        .sign(new TextEncoder().encode('x'.repeat(40))),
    ));
  it('rejects a token without expiry', async () =>
    refused(
      await new SignJWT({ role: 'admin' }).setProtectedHeader({ alg: 'HS256' }).setSubject('m').sign(key),
    ));
  it('rejects a token that is not valid yet', async () =>
    refused(await signed().setNotBefore('1h').sign(key)));
  it('rejects a token for another audience', async () =>
    refused(await signed().setAudience('elsewhere').sign(key)));
  it('rejects a token of another issuer', async () =>
    refused(await signed().setIssuer('no authentication').sign(key)));
  it('rejects an unsigned token (alg none)', async () =>
    refused(
      new UnsecuredJWT({ role: 'admin' })
        .setSubject('m')
        .setIssuer('idp')
        .setAudience('relay')
        .setExpirationTime('1h')
        .encode(),
    ));
  it('rejects a token signed with another algorithm', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    await refused(await signed('ES256').sign(privateKey));
  });
  it('rejects a token with an unknown role', async () =>
    refused(
      await new SignJWT({ role: 'root' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('m')
        .setIssuer('idp')
        .setAudience('relay')
        .setExpirationTime('1h')
        .sign(key),
    ));
  it('rejects an empty token', () => refused(''));
  it('rejects a token above the size limit', async () => {
    const { socket, received, closed } = await raw();
    socket.send(hello('x'.repeat(10_000)));
    await closed;
    expect(received).toMatchObject([{ kind: 'error', code: 'bad-message' }]);
    warnedOnce(/malformed message/);
  });

  it('disconnects a client when its token expires', async () => {
    const token = await signToken({ secret, role: 'admin', expiresInSeconds: 1, ...claims });
    const { socket, received, closed } = await raw();
    socket.send(hello(token));
    expect(await closed).toBe(4001);
    expect(received.at(-1)).toMatchObject({ kind: 'error', code: 'token-expired' });
  });

  it('renews an expired token without a gap in the session', async () => {
    let asked = 0;
    const client = await fixture.connect({ role: 'admin', ...claims }, undefined, {
      client: {
        transport: webSocket({
          url: url(),
          token: () =>
            signToken({ secret, role: 'admin', ...claims, expiresInSeconds: ++asked === 1 ? 1 : 3600 }),
        }),
      },
    });
    const states = new Set<string>();
    client.session.subscribe(() => states.add(client.session.getSnapshot().name));
    await waitUntil(() => expect(asked).toBe(2), 5000);
    await waitUntil(() => expect(fixture.relay.sessions).toEqual({ open: 2, connected: 2 }));
    expect([...states]).toEqual(['ready']); // only `reachable` changed
  });

  it('refuses to resume a session of another user', async () => {
    const { received, socket } = await connectRaw();
    const welcome = received[0];
    if (welcome?.kind !== 'welcome') throw new Error('not let in');
    const secondClient = await raw();
    const token = await signToken({ secret, role: 'agent', agentId: 'asmith', ...claims });
    secondClient.socket.send(
      encodeEnvelope({
        kind: 'hello',
        version: 1,
        token,
        resume: { session: welcome.session, received: 0, epoch: '', offset: 0 },
      }),
    );
    expect(await secondClient.closed).toBe(4000);
    expect(secondClient.received).toMatchObject([{ kind: 'resync-required' }]);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.terminate();
  });
});

describe('origins', () => {
  const statusFor = async (origin: string): Promise<number> => {
    const { socket } = await raw({ origin }, false);
    return new Promise((resolve) => {
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
      socket.on('open', () => resolve(101));
    });
  };
  it('accepts listed origins and refuses others', async () => {
    expect(await statusFor('https://desk.example')).toBe(101);
    expect(lines).toEqual([]);
    expect(await statusFor('https://evil.example')).toBe(403);
    warnedOnce(/origin not allowed/);
    expect(await statusFor('null')).toBe(403);
  });
  it('refuses sign-in from other origins', async () => {
    const answer = await fetch(`http://127.0.0.1:${fixture.relay.port}/sign-in`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: '{}',
    });
    expect(answer.status).toBe(403);
    warnedOnce(/origin not allowed/);
  });
});

describe('requests without permission', () => {
  const codeOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'done',
      (error: unknown) => (CtiError.is(error) ? error.code : String(error)),
    );
  it('are denied for devices, calls, queues and teams of others', async () => {
    await fixture.simulator.inboundCall({ ani: '5550123', dnis: '7001' });
    await waitUntil(() => expect(observer.calls.getSnapshot().size).toBe(1));
    const callId = [...observer.calls.getSnapshot().values()][0]?.callId as number;
    const agent = await fixture.connect(
      { role: 'agent', agentId: 'jdoe', ...claims },
      bridgeMode({ clientId: 'x' }),
    );
    const asked = [
      agent.request({ type: 'MAKE_CALL_REQ', agentInstrument: '2002', dialedNumber: '5550199' }),
      agent.request({ type: 'SNAPSHOT_DEVICE_REQ', snapshotDeviceType: 76, agentInstrument: '2002' }),
      agent.request({
        type: 'SNAPSHOT_CALL_REQ',
        callId,
        connectionDeviceType: 0,
        connectionDeviceId: '6001',
      }),
      agent.request({ type: 'ANSWER_CALL_REQ', callId, connectionDeviceType: 0, connectionDeviceId: '2001' }),
      agent.request({ type: 'CLEAR_CALL_REQ', callId, connectionDeviceType: 0, connectionDeviceId: '6001' }),
      agent.request({ type: 'QUERY_QUEUE_STATISTICS_REQ', csqId: 3 }),
      agent.request({ type: 'QUERY_SUMMARY_STATISTICS_REQ' }),
      agent.request({ type: 'TEAM_CONFIG_REQ', configParam: 1 }),
    ];
    const codes = await Promise.all(asked.map(codeOf));
    expect(codes).not.toContain('done');
    expect(lines.filter(({ text }) => /request denied/.test(text))).toHaveLength(asked.length);
    expect(agent.calls.getSnapshot().size).toBe(0);
    await fixture.simulator.hangUp('5550123');
    await waitUntil(() => expect([...observer.calls.getSnapshot().values()][0]?.endedAt).toBeDefined());
    await waitUntil(() => expect(observer.calls.getSnapshot().size).toBe(0), 8000);
  });
});

describe('floods', () => {
  it('of requests evict the client', async () => {
    const { socket, received, closed } = await connectRaw();
    for (let index = 0; index < 300; index++) socket.send(encodeFrames(index, [new Uint8Array(8)], 8));
    expect(await closed).toBe(4000);
    expect(received.at(-1)).toMatchObject({ kind: 'error', code: 'too-many' });
    warnedOnce(/request rate exceeded/);
  });

  it('of connections are refused', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 80 }, async () => {
        const { socket } = await raw({}, false);
        return new Promise<number>((resolve) => {
          socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
          socket.on('open', () => {
            socket.terminate();
            resolve(101);
          });
        });
      }),
    );
    const taken = statuses.filter((status) => status === 101).length;
    expect(taken).toBeLessThanOrEqual(61);
    expect(statuses.filter((status) => status === 429)).toHaveLength(80 - taken);
    // The number of log lines is limited.
    expect(80 - taken).toBeGreaterThan(10);
    expect(lines.filter(({ text }) => /too many connections/.test(text))).toHaveLength(10);
  });

  it('of half-open HTTP requests are closed in time', async () => {
    const sockets = Array.from({ length: 50 }, () => connectTcp(fixture.relay.port, '127.0.0.1'));
    const closings = sockets.map((socket) =>
      once(
        socket.on('error', () => {}),
        'close',
      ),
    );
    for (const socket of sockets) socket.write('GET /cti HTTP/1.1\r\nX: ');
    for (const socket of sockets) socket.resume();
    await Promise.all(closings);
  });
});
