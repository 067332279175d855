import { beforeEach, describe, expect, it } from 'vitest';
import { type CtiClient, createCtiClient } from '../../core/client.ts';
import type { CtiClientOptions } from '../../core/client-options.ts';
import { CtiError } from '../../core/errors.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { bridgeMode } from '../../core/session/open-request.ts';
import type { SessionState } from '../../core/session/session-state.ts';
import { createMemoryNetwork } from '../../transports/memory.ts';
import { bytes } from '../vectors/load.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { openConf, refuse, ScriptedServer, servers } from './scripted-server.ts';

let clock: FakeClock;
let client: CtiClient;
let states: SessionState[];

beforeEach(() => {
  clock = new FakeClock();
  states = [];
});

function clientOf(
  network: ReturnType<typeof servers>['network'],
  nodes: ScriptedServer[],
  options: Partial<CtiClientOptions> = {},
): CtiClient {
  client = createCtiClient({
    transport: network.transport,
    endpoints: nodes.map((node) => node.endpoint),
    mode: bridgeMode({ clientId: 'test', password: 'secret' }),
    clock,
    random: () => 0,
    ...options,
  });
  client.session.value$.subscribe((state) => states.push(state));
  return client;
}

async function ready(...names: string[]): Promise<ScriptedServer[]> {
  const { network, nodes } = servers(clock, ...names);
  const connected = clientOf(network, nodes).connect();
  await settle();
  await connected;
  return nodes;
}

const names = (): string[] => states.map((state) => state.name);
const state = (): SessionState => client.session.getSnapshot();

/** The outcome of a promise that must be settled by now. */
async function outcome(promise: Promise<unknown>): Promise<unknown> {
  const pending = Symbol('pending');
  return Promise.race([promise.catch((error: unknown) => error), settle().then(() => pending)]);
}

describe('opening', () => {
  it('requests all services at version 17 and exposes the grant', async () => {
    const [node] = await ready('a');
    expect(node?.last('OPEN_REQ')).toMatchObject({
      versionNumber: 17,
      idleTimeout: 40,
      servicesRequested: 0x40096,
      callMsgMask: 0x65efff,
      agentStateMask: 0x3fff,
      configMsgMask: 0xf,
      clientId: 'test',
      clientPassword: new Uint8Array([115, 101, 99, 114, 101, 116, 0]),
    });
    expect(names()).toEqual(['idle', 'connecting', 'opening', 'synchronizing', 'ready']);
    expect(state()).toMatchObject({
      grant: { version: 17, servicesGranted: 0x96, servicesRefused: 0x40000 },
    });
  });

  it('closes with the reason on a permanent refusal', async () => {
    const { network, nodes } = servers(clock, 'a');
    (nodes[0] as ScriptedServer).onOpen = (open) => refuse(open, 6);
    const error = await outcome(clientOf(network, nodes).connect());
    expect(CtiError.is(error, 'OPEN_REFUSED') && error.details).toEqual({
      status: 6,
      statusName: 'E_CTI_REQUIRED_DATA_MISSING',
    });
    expect(state()).toMatchObject({ name: 'closed', reason: 'refused' });
  });

  it('waits ten seconds after a temporary refusal', async () => {
    const { network, nodes } = servers(clock, 'a');
    const node = nodes[0] as ScriptedServer;
    node.onOpen = (open) => refuse(open, 10);
    const connected = clientOf(network, nodes).connect();
    await settle();
    expect(state()).toMatchObject({ name: 'waiting', retryAt: clock.now() + 10_000 });
    node.onOpen = (open) => openConf(open);
    await clock.advance(9_999);
    expect(node.count('OPEN_REQ')).toBe(1);
    await clock.advance(1);
    await connected;
  });

  it('skips a standby node and opens on the master within a second', async () => {
    const { network, nodes } = servers(clock, 'standby', 'master');
    (nodes[0] as ScriptedServer).onOpen = (open) => refuse(open, 92);
    const connected = clientOf(network, nodes).connect();
    await clock.advance(1000);
    await connected;
    expect(state()).toMatchObject({ name: 'ready', endpoint: { host: 'master' } });
  });

  it('times out an unanswered OPEN_REQ after 30 s', async () => {
    const { network, nodes } = servers(clock, 'a');
    (nodes[0] as ScriptedServer).onOpen = () => undefined;
    void clientOf(network, nodes).connect();
    await clock.advance(29_999);
    expect(state().name).toBe('opening');
    await clock.advance(1);
    expect(state()).toMatchObject({ name: 'waiting', error: { code: 'OPEN_TIMEOUT' } });
  });

  it('retries with growing delays up to the maximum while no node listens', async () => {
    const network = createMemoryNetwork({ clock });
    client = createCtiClient({
      transport: network.transport,
      endpoints: [{ host: 'a' }, { host: 'b' }],
      mode: bridgeMode({ clientId: 'test' }),
      clock,
      random: () => 0,
    });
    const pauses: number[] = [];
    client.session.value$.subscribe((next) => {
      if (next.name === 'waiting') pauses.push(next.retryAt - clock.now());
    });
    const connected = client.connect();
    await clock.advance(120_000);
    expect(pauses.slice(0, 9)).toEqual([500, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    await client.close();
    expect(CtiError.is(await outcome(connected), 'SESSION_CLOSED')).toBe(true);
  });

  it('supports a timeout and a signal for connect()', async () => {
    const { network, nodes } = servers(clock, 'a');
    (nodes[0] as ScriptedServer).onOpen = () => undefined;
    const late = clientOf(network, nodes).connect({ timeoutMs: 2000 });
    const failed = late.catch((error: unknown) => error);
    await clock.advance(8000);
    expect(CtiError.is(await failed, 'CONNECT_TIMEOUT')).toBe(true);

    const controller = new AbortController();
    const aborted = clientOf(network, nodes).connect({ signal: controller.signal });
    const reason = aborted.catch((error: unknown) => error);
    await settle();
    controller.abort();
    await clock.advance(6000);
    expect(CtiError.is(await reason, 'ABORTED')).toBe(true);
  });

  it('rejects invalid options before it connects', () => {
    const { network, nodes } = servers(clock, 'a');
    const make = (options: Partial<CtiClientOptions>) => () => clientOf(network, nodes, options);
    expect(make({ version: 19 })).toThrow(/version must be an integer from 10 to 18/);
    expect(make({ endpoints: [] })).toThrow(/endpoints must name/);
    expect(make({ endpoints: [{ host: 'a', port: 70_000 }] })).toThrow(/invalid host or port/);
    expect(make({ heartbeatMs: 31_000 })).toThrow(/at most 30000/);
    expect(make({ idleTimeoutSeconds: 19 })).toThrow(/from 20 to 119/);
    expect(make({ idleTimeoutSeconds: 30, heartbeatMs: 20_000 })).toThrow(
      /at least twice the heartbeat interval/,
    );
  });
});

describe('heartbeats', () => {
  it('are sent every ten seconds, regardless of other messages', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    await clock.advance(35_000);
    expect(node.count('HEARTBEAT_REQ')).toBe(3);
    expect(state().name).toBe('ready');
  });

  it('fail over to the next node after three unanswered ones', async () => {
    const [a, b] = (await ready('a', 'b')) as [ScriptedServer, ScriptedServer];
    a.answersHeartbeats = false;
    await clock.advance(39_999);
    expect(state().name).toBe('ready');
    await clock.advance(1);
    expect(state()).toMatchObject({
      name: 'waiting',
      error: { code: 'HEARTBEAT_LOST' },
      next: { host: 'b' },
    });
    await clock.advance(1000);
    expect(state()).toMatchObject({ name: 'ready', endpoint: { host: 'b' } });
    expect(b.count('OPEN_REQ')).toBe(1);
    expect((await a.link.closed).wasClean).toBe(false);
  });

  it('count earlier ones as answered when a later one is answered', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    node.answersHeartbeats = false;
    await clock.advance(25_000);
    node.answersHeartbeats = true;
    await clock.advance(10_000);
    node.answersHeartbeats = false;
    await clock.advance(25_000);
    expect(state().name).toBe('ready');
  });

  it('detect a half-open link', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    node.listener.stall();
    await clock.advance(40_000);
    expect(state()).toMatchObject({ name: 'waiting', error: { code: 'HEARTBEAT_LOST' } });
    node.listener.resume();
    await clock.advance(10_000);
    expect(state().name).toBe('ready');
  });

  it('detect sleep and reconnect at once', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    clock.jump(3_600_000);
    await clock.advance(0);
    expect(state()).toMatchObject({ name: 'waiting', error: { code: 'CLOCK_JUMPED' } });
    await clock.advance(1000);
    expect(state().name).toBe('ready');
    expect(node.count('OPEN_REQ')).toBe(2);
  });

  it('fail over when the server refuses one', async () => {
    const [a] = (await ready('a', 'b')) as [ScriptedServer, ScriptedServer];
    a.answersHeartbeats = false;
    await clock.advance(10_000);
    a.send({ type: 'FAILURE_CONF', invokeId: a.last('HEARTBEAT_REQ').invokeId, status: 17 });
    await settle();
    expect(state()).toMatchObject({ name: 'waiting', error: { code: 'SERVER_FAILURE' } });
  });
});

describe('server failures', () => {
  const system = (systemEventId: number): CtiMessage => ({
    type: 'SYSTEM_EVENT',
    ccxStatus: systemEventId === 3 ? 1024 : 768,
    ccxTime: 1_767_600_000,
    systemEventId,
    systemEventArg1: 0,
    systemEventArg2: 0,
    systemEventArg3: 0,
    eventDeviceType: 0xffff,
  });

  it('fails over to the standby when the master dies', async () => {
    const [a] = (await ready('a', 'b')) as [ScriptedServer, ScriptedServer];
    a.listener.close();
    a.link.abort();
    await settle();
    expect(state()).toMatchObject({ name: 'waiting', error: { code: 'LINK_LOST' }, next: { host: 'b' } });
    await clock.advance(1000);
    expect(state()).toMatchObject({ name: 'ready', endpoint: { host: 'b' } });
  });

  it('never gives up after it was ready', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    node.onOpen = (open) => refuse(open, 6);
    node.link.abort();
    await clock.advance(3_600_000);
    node.onOpen = (open) => openConf(open);
    await clock.advance(31_000);
    expect(state().name).toBe('ready');
  });

  it('waits on its only node while CCX is offline, then resyncs', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    node.send(system(4));
    await settle();
    expect(state()).toMatchObject({ name: 'synchronizing', online: false });
    await clock.advance(120_000);
    node.send(system(3));
    await settle();
    expect(state().name).toBe('ready');
    expect(node.count('OPEN_REQ')).toBe(1);
  });

  it('fails over from an offline node if there is another', async () => {
    const [a] = (await ready('a', 'b')) as [ScriptedServer, ScriptedServer];
    a.send(system(4));
    await clock.advance(1000);
    expect(state()).toMatchObject({ name: 'ready', endpoint: { host: 'b' } });
  });

  it('waits for SYS_CCX_ONLINE if OPEN_CONF reports offline', async () => {
    const { network, nodes } = servers(clock, 'a');
    const node = nodes[0] as ScriptedServer;
    node.onOpen = (open) => openConf(open, { ccxOnline: false });
    const connected = clientOf(network, nodes).connect();
    await settle();
    expect(state()).toMatchObject({ name: 'synchronizing', online: false });
    node.send(system(3));
    await connected;
  });

  it('closes when a newer session of the same client replaces it', async () => {
    const [node] = (await ready('a', 'b')) as [ScriptedServer, ScriptedServer];
    let completed = false;
    client.events$.subscribe({ complete: () => (completed = true) });
    node.send({ type: 'FAILURE_EVENT', status: 11 });
    await clock.advance(3_600_000);
    expect(state()).toMatchObject({
      name: 'closed',
      reason: 'replaced',
      error: { code: 'SESSION_REPLACED' },
    });
    expect(completed).toBe(true);
    expect(node.links.length).toBe(1);
  });

  it('fails over when the node is no longer master', async () => {
    const [a] = (await ready('a', 'b')) as [ScriptedServer, ScriptedServer];
    a.send({ type: 'FAILURE_EVENT', status: 92 });
    await clock.advance(1000);
    expect(state()).toMatchObject({ name: 'ready', endpoint: { host: 'b' } });
  });

  it('requests the configuration again on status 96', async () => {
    const { network, nodes } = servers(clock, 'a');
    const node = nodes[0] as ScriptedServer;
    node.onOpen = (open) => openConf(open, { servicesGranted: open.servicesRequested });
    const connected = clientOf(network, nodes).connect();
    const upload = async (): Promise<void> => {
      await settle();
      node.send({ type: 'CONFIG_KEY_EVENT', status: 0 });
      await settle();
      for (const configurationMask of [1, 2, 4, 8]) {
        node.send({ type: 'CONFIG_BEGIN_EVENT', configType: 1, configurationMask });
        node.send({ type: 'CONFIG_END_EVENT', status: 0 });
      }
      await settle();
    };
    await upload();
    await connected;
    node.send({ type: 'FAILURE_EVENT', status: 96 });
    await settle();
    expect(state().name).toBe('synchronizing');
    expect(node.count('CONFIG_REQUEST_KEY_EVENT')).toBe(2);
    await upload();
    expect(state().name).toBe('ready');
    expect(node.count('CONFIG_REQUEST_EVENT')).toBe(2);
    expect(node.count('OPEN_REQ')).toBe(1);
  });

  it('retries the configuration ten seconds after an error', async () => {
    const { network, nodes } = servers(clock, 'a');
    const node = nodes[0] as ScriptedServer;
    node.onOpen = (open) => openConf(open, { servicesGranted: open.servicesRequested });
    void clientOf(network, nodes).connect();
    await settle();
    node.send({ type: 'CONFIG_KEY_EVENT', status: 2 });
    await clock.advance(9_999);
    expect(node.count('CONFIG_REQUEST_KEY_EVENT')).toBe(1);
    await clock.advance(1);
    expect(node.count('CONFIG_REQUEST_KEY_EVENT')).toBe(2);
  });

  it('skips and reports a malformed message', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    const failures: { error: CtiError; frame: Uint8Array }[] = [];
    const events: string[] = [];
    client.decodeErrors$.subscribe((failure) => failures.push(failure));
    client.events$.subscribe((event) => events.push(event.type));
    // CALL_HELD_EVENT (11) with a body of 3 bytes
    const broken = new Uint8Array([0, 0, 0, 3, 0, 0, 0, 11, 1, 2, 3]);
    node.link.send(broken);
    node.send({ type: 'END_CALL_EVENT', callId: 1, connectionDeviceType: 0, connectionDeviceId: '' });
    await settle();
    expect(failures.map(({ error, frame }) => [error.code, [...frame]])).toEqual([
      ['DECODE_FAILED', [...broken]],
    ]);
    expect(events).toEqual(['END_CALL_EVENT']);
    expect(state().name).toBe('ready');
  });

  it('opens the session with an OPEN_CONF that has a byte too many', async () => {
    const { network, nodes } = servers(clock, 'a');
    const [node] = nodes as [ScriptedServer];
    node.onOpen = (open) => {
      const frame = node.codec.encode(openConf(open));
      const longer = new Uint8Array(frame.length + 1);
      longer.set(frame);
      new DataView(longer.buffer).setUint32(0, longer.length - 8);
      node.link.send(longer);
      return undefined;
    };
    client = clientOf(network, nodes);
    const failures: unknown[] = [];
    client.decodeErrors$.subscribe(({ error, message }) => failures.push([error.message, message?.type]));
    void client.connect();
    await settle();
    expect(state().name).toBe('ready');
    expect(failures).toEqual([
      [
        expect.stringMatching(/^OPEN_CONF: floating field is truncated in its tag or length \(offset \d+\)$/),
        'OPEN_CONF',
      ],
    ]);
  });

  it('uses what can be read of an event and logs each kind of malformed field once', async () => {
    const { network, nodes } = servers(clock, 'a');
    const [node] = nodes as [ScriptedServer];
    const logged: string[] = [];
    const log = (text: string): number => logged.push(text);
    void clientOf(network, nodes, { logger: { debug: log, info: log, warn: log, error: log } }).connect();
    await settle();
    const events: string[] = [];
    client.events$.subscribe((event) => events.push(event.type));
    // END_CALL_EVENT (24) of call 7 without ConnectionDeviceID
    const end = bytes('00000010 00000018 00000000 00000001 0015 0000 00000007');
    node.link.send(end);
    node.link.send(end);
    await settle();
    expect(events).toEqual(['END_CALL_EVENT', 'END_CALL_EVENT']);
    expect(logged.filter((text) => text === 'malformed field skipped')).toHaveLength(1);
  });

  it('reconnects after an invalid frame length', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    const events: string[] = [];
    client.events$.subscribe((event) => events.push(event.type));
    const good = node.codec.encode({
      type: 'END_CALL_EVENT',
      callId: 1,
      connectionDeviceType: 0,
      connectionDeviceId: '',
    });
    const bytes = new Uint8Array(good.length + 8).fill(0x47);
    bytes.set(good);
    node.link.send(bytes);
    await settle();
    expect(events).toEqual(['END_CALL_EVENT']);
    expect(state()).toMatchObject({ name: 'waiting', error: { code: 'LINK_LOST' } });
    expect((state() as { error: CtiError }).error.cause).toMatchObject({ code: 'FRAME_TOO_LONG' });
    await clock.advance(1000);
    expect(state().name).toBe('ready');
  });
});

describe('closing', () => {
  it('sends CLOSE_REQ, waits for CLOSE_CONF and completes the observables', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    const completed: string[] = [];
    client.events$.subscribe({ complete: () => completed.push('events') });
    client.messages$.subscribe({ complete: () => completed.push('messages') });
    client.agents.value$.subscribe({ complete: () => completed.push('agents') });
    client.session.value$.subscribe({ complete: () => completed.push('session') });
    await client.close();
    await settle();
    expect(node.count('CLOSE_REQ')).toBe(1);
    expect(state()).toEqual({ name: 'closed', reachable: false, reason: 'user' });
    expect(completed.sort()).toEqual(['agents', 'events', 'messages', 'session']);
    expect((await node.link.closed).wasClean).toBe(true);
    await client.close();
    expect(clock.pending).toBe(0);
  });

  it('waits at most five seconds for CLOSE_CONF', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    node.answersClose = false;
    const closed = client.close();
    await clock.advance(4_999);
    expect(state().name).toBe('closing');
    await clock.advance(1);
    await closed;
    expect(state().name).toBe('closed');
  });

  it('is final from every state', async () => {
    const { network, nodes } = servers(clock, 'a');
    await clientOf(network, nodes).close();
    expect(state()).toEqual({ name: 'closed', reachable: false, reason: 'user' });
    expect(CtiError.is(await outcome(client.connect()), 'SESSION_CLOSED')).toBe(true);

    (nodes[0] as ScriptedServer).listener.hold();
    const dialing = clientOf(network, nodes).connect();
    await settle();
    await client.close();
    expect(CtiError.is(await outcome(dialing), 'SESSION_CLOSED')).toBe(true);
  });

  it('disposes with `await using`', async () => {
    await ready('a');
    await client[Symbol.asyncDispose]();
    expect(state().name).toBe('closed');
  });
});

describe('requests', () => {
  const query = { type: 'QUERY_AGENT_STATE_REQ', agentId: 'jdoe' } as const;

  it('resolve with the confirmation of the same InvokeID', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    const first = client.request(query);
    const second = client.request({ ...query, agentId: 'asmith' });
    await settle();
    const [one, two] = node.received.filter((message) => message.type === 'QUERY_AGENT_STATE_REQ');
    for (const request of [two, one]) {
      if (request?.type !== 'QUERY_AGENT_STATE_REQ') throw new Error('two requests were expected');
      node.send({
        type: 'QUERY_AGENT_STATE_CONF',
        invokeId: request.invokeId,
        agentState: request.agentId === 'jdoe' ? 3 : 2,
      });
    }
    expect((await first).agentState).toBe(3);
    expect((await second).agentState).toBe(2);
  });

  it('reject with the sentence of a FAILURE_CONF', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    const answer = client.request(query);
    await settle();
    const { invokeId } = node.last('QUERY_AGENT_STATE_REQ');
    node.send({ type: 'FAILURE_CONF', invokeId, status: 9, text: 'no such login' });
    const error = await outcome(answer);
    expect(CtiError.is(error, 'REQUEST_FAILED') && error.details).toEqual({
      request: 'QUERY_AGENT_STATE_REQ',
      status: 9,
      statusName: 'E_CTI_AGENT_NOT_LOGGED_ON',
      text: 'no such login',
    });
    expect((error as Error).message).toContain('(no such login)');
  });

  it('reject with both codes of a CONTROL_FAILURE_CONF', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    const answer = client.request({
      type: 'HOLD_CALL_REQ',
      callId: 1,
      connectionDeviceType: 0,
      connectionDeviceId: '2001',
    });
    await settle();
    const { invokeId } = node.last('HOLD_CALL_REQ');
    node.send({ type: 'CONTROL_FAILURE_CONF', invokeId, failureCode: 13, ccxErrorCode: 88005 });
    const error = await outcome(answer);
    expect(CtiError.is(error, 'CONTROL_FAILED') && error.details).toEqual({
      request: 'HOLD_CALL_REQ',
      failureCode: 13,
      failureName: 'CF_INVALID_CSTA_CONNECTION_ID',
      ccxErrorCode: 88005,
      ccxErrorName: 'CCX_AGENT_DEVICE_BUSY',
    });
  });

  it('settle once, by timeout, signal or loss of the link', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    const controller = new AbortController();
    const timed = outcomeOf(client.request(query, { timeoutMs: 1000 }));
    const aborted = outcomeOf(client.request(query, { signal: controller.signal }));
    const lost = outcomeOf(client.request(query));
    controller.abort();
    expect(await aborted).toBe('ABORTED');
    await clock.advance(1000);
    expect(await timed).toBe('REQUEST_TIMEOUT');
    node.send({
      type: 'QUERY_AGENT_STATE_CONF',
      invokeId: node.last('QUERY_AGENT_STATE_REQ').invokeId - 2,
      agentState: 3,
    });
    node.link.abort();
    expect(await lost).toBe('SESSION_NOT_READY');
    expect(await outcomeOf(client.request(query))).toBe('SESSION_NOT_READY');
    expect(await outcomeOf(client.request(query, { signal: AbortSignal.abort() }))).toBe('SESSION_NOT_READY');
    await client.close();
    expect(await outcomeOf(client.request(query))).toBe('SESSION_CLOSED');
    expect(clock.pending).toBe(0);
  });

  it('reject at once when the confirmation is malformed', async () => {
    const [node] = (await ready('a')) as [ScriptedServer];
    const answer = client.request(query);
    await settle();
    const { invokeId } = node.last('QUERY_AGENT_STATE_REQ');
    // QUERY_AGENT_STATE_CONF (37) that ends after its InvokeID
    node.link.send(new Uint8Array([0, 0, 0, 4, 0, 0, 0, 37, 0, 0, 0, invokeId]));
    expect(CtiError.is(await outcome(answer), 'DECODE_FAILED')).toBe(true);
  });

  it('reject a message that cannot be encoded, and the session continues', async () => {
    await ready('a');
    const tooLong = client.request({ ...query, agentId: 'x'.repeat(129) });
    expect(CtiError.is(await outcome(tooLong), 'ENCODE_FAILED')).toBe(true);
    expect(state().name).toBe('ready');
  });

  it('use unique InvokeIDs and wrap around after the highest', async () => {
    await ready('a');
    const sent: number[] = [];
    client.messages$.subscribe(({ direction, message }) => {
      if (direction === 'sent' && 'invokeId' in message) sent.push(message.invokeId as number);
    });
    for (let i = 0; i < 50; i++) void client.request(query).catch(() => {});
    expect(new Set(sent).size).toBe(50);
    await client.close();
  });
});

function outcomeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (error: unknown) => (CtiError.is(error) ? error.code : String(error)),
  );
}

describe('observables and logs', () => {
  it('emit all messages in both directions without passwords', async () => {
    const { network, nodes } = servers(clock, 'a');
    const trace: [string, CtiMessage, Uint8Array][] = [];
    clientOf(network, nodes).messages$.subscribe(({ direction, message, frame }) =>
      trace.push([direction, message, frame]),
    );
    await client.connect();
    expect(trace.map(([direction, message]) => `${direction} ${message.type}`)).toEqual([
      'sent OPEN_REQ',
      'received OPEN_CONF',
      'sent TEAM_CONFIG_REQ',
      'received TEAM_CONFIG_CONF',
    ]);
    expect(JSON.stringify(trace)).not.toContain('secret');
    const bytes = trace.map(([, , frame]) => Buffer.from(frame).toString('latin1')).join();
    expect(bytes).not.toContain('secret');
  });

  it('keep the identity of an unchanged state', async () => {
    await ready('a');
    const before = state();
    await clock.advance(25_000);
    expect(state()).toBe(before);
  });

  it('contain no password', async () => {
    const lines: string[] = [];
    const log = (message: string, fields?: unknown): void =>
      void lines.push(message + JSON.stringify(fields ?? {}));
    const { network, nodes } = servers(clock, 'a');
    clientOf(network, nodes, { logger: { debug: log, info: log, warn: log, error: log } });
    await client.connect();
    await client.close();
    expect(lines.join('\n')).toContain('session ready');
    expect(lines.join('\n')).not.toContain('secret');
  });
});

describe('version 18', () => {
  it.each([1, 2] as const)('detects lengths of %i byte(s)', async (lengthBytes) => {
    const network = createMemoryNetwork({ clock });
    const node = new ScriptedServer(network, 'a', 18, lengthBytes);
    node.onOpen = (open) =>
      openConf(open, {
        peripherals: [{ peripheralId: 1, multilineAgentControl: 1 }],
        configMsgMaskGranted: 0x1f,
      });
    const lines: string[] = [];
    const log = (message: string): void => void lines.push(message);
    clientOf(network, [node], { version: 18, logger: { debug: log, info: log, warn: log, error: log } });
    await client.connect();
    expect(state()).toMatchObject({ grant: { version: 18, configMsgMaskGranted: 0x1f } });
    expect(lines.some((line) => line.includes('length width'))).toBe(lengthBytes === 2);
    const events: CtiMessage[] = [];
    client.events$.subscribe((event) => events.push(event));
    node.send({ type: 'END_CALL_EVENT', callId: 9, connectionDeviceType: 0, connectionDeviceId: '2001' });
    await settle();
    expect(events).toMatchObject([{ callId: 9, connectionDeviceId: '2001' }]);
  });
});
