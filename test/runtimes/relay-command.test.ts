/** `rxcti relay` as a process on each runtime: endpoints, log, signals and exit codes. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type PeerCertificate } from 'node:tls';
import { signToken, type TokenContents } from '@rxcti/relay';
import { createSimulator, type Simulator } from '@rxcti/simulator';
import { bridgeMode, type CtiClient, CtiError, createCtiClient } from 'rxcti';
import { webSocket } from 'rxcti/websocket';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { encodeEnvelope } from '../../transports/websocket/envelope.ts';
import { bunBinary, denoBinary } from './binaries.ts';
import { type ChildProgram, start } from './child-process.ts';

const secret = 'a secret for the program, 32 bytes long';
const program = 'cli/dist/rxcti.js';
/** What README.md beside the deployment says that Deno must allow; writing is for the audit trail's file. */
const denoRights = ['--allow-net', '--allow-env', '--allow-read', '--allow-write', '--allow-sys=hostname'];
const onNode = [() => process.execPath, []] as const;
const runtimes: readonly [string, () => string, readonly string[]][] = [
  ['Node', ...onNode],
  ['Deno', denoBinary, ['run', ...denoRights, '--no-prompt', '--no-lock', '--no-remote']],
  ['Bun', bunBinary, ['run']],
];

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Service {
  readonly script: ChildProgram;
  readonly simulator: Simulator;
  readonly folder: string;
  readonly port: number;
  readonly observabilityPort: number;
  /** Overwrites the settings file. */
  configure(settings: object): void;
  connect(who: Omit<TokenContents, 'secret'>, timeoutMs?: number): Promise<CtiClient>;
  log(message: string, after?: number): Promise<Record<string, unknown>>;
  audit(): readonly Record<string, unknown>[];
}

async function serve(
  runtime: readonly [() => string, readonly string[]],
  more: object = {},
  args: readonly string[] = [],
): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcti-relay-'));
  closers.push(() => rmSync(folder, { recursive: true }));
  const simulator = createSimulator({ seed: 3, callsPerHour: 0, failOn: 'nothing' });
  closers.push(() => simulator.close());
  const { port: ccxPort } = await simulator.listen({ port: 0 });
  const configure = (settings: object): void =>
    writeFileSync(
      join(folder, 'relay.json'),
      JSON.stringify({
        ccx: { nodes: [`127.0.0.1:${ccxPort}`], heartbeatSeconds: 0.5 },
        listen: { port: 0 },
        observability: { port: 0 },
        auth: { jwt: { secretFile: 'jwt.secret' } },
        audit: { to: 'audit.log' },
        watch: false,
        ...more,
        ...settings,
      }),
    );
  writeFileSync(join(folder, 'jwt.secret'), `${secret}\n`);
  configure({});
  const script = start(runtime[0](), [
    ...runtime[1],
    program,
    'relay',
    '--config',
    join(folder, 'relay.json'),
    ...args,
  ]);
  closers.push(() => script.kill());
  const lineOf = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;
  const log = async (message: string): Promise<Record<string, unknown>> =>
    lineOf(await script.stdout.first((line) => lineOf(line).message === message));
  const { clients, observability } = await log('listening');
  const portOf = (address: unknown): number => Number(String(address).split(':').at(-1));
  const port = portOf(clients);
  return {
    script,
    simulator,
    folder,
    port,
    observabilityPort: portOf(observability),
    configure,
    log,
    async connect(who, timeoutMs = 10_000) {
      const client = createCtiClient({
        transport: webSocket({
          url: `ws://127.0.0.1:${port}/cti`,
          token: () => signToken({ secret, ...who }),
        }),
        mode: bridgeMode({ clientId: 'page' }),
      });
      closers.push(() => client.close());
      await client.connect({ timeoutMs });
      return client;
    },
    audit: () => readFileSync(join(folder, 'audit.log'), 'utf8').trim().split('\n').map(lineOf),
  };
}

async function readyz({ observabilityPort }: Service): Promise<number> {
  return (await fetch(`http://127.0.0.1:${observabilityPort}/readyz`)).status;
}

const logout = (agentId: string) =>
  ({
    type: 'SET_AGENT_STATE_REQ',
    agentState: 1,
    eventReasonCode: 0,
    forcedFlag: 1,
    agentCapacity: 0,
    agentInstrument: '',
    agentId,
  }) as const;

describe.each(runtimes)('rxcti relay on %s', (_, runtime, args) => {
  it('serves clients, health checks and metrics, writes the audit log, shuts down', {
    timeout: 40_000,
  }, async () => {
    const service = await serve([runtime, args]);
    const { script, simulator } = service;
    await vi.waitFor(async () => expect(await readyz(service)).toBe(200), 10_000);
    const agent = await service.connect({ role: 'agent', agentId: 'jdoe', subject: 'u-jdoe' });
    await agent.request(logout('jdoe'));
    await expect(agent.request(logout('asmith'))).rejects.toSatisfy((error) =>
      CtiError.is(error, 'CONTROL_FAILED'),
    );
    expect(service.audit()).toEqual([
      expect.objectContaining({
        subject: 'u-jdoe',
        role: 'agent',
        address: '127.0.0.1',
        request: 'SET_AGENT_STATE_REQ',
        target: expect.objectContaining({ agentId: 'jdoe' }),
        result: 'accepted',
      }),
      expect.objectContaining({ target: expect.objectContaining({ agentId: 'asmith' }), result: 'denied' }),
    ]);
    const metrics = await (await fetch(`http://127.0.0.1:${service.observabilityPort}/metrics`)).text();
    expect(metrics).toContain('rxcti_relay_sessions{role="agent",connection="connected"} 1');
    expect(metrics).toContain('rxcti_relay_commands_total{request="SET_AGENT_STATE_REQ",result="denied"} 1');

    simulator.stall();
    await vi.waitFor(async () => expect(await readyz(service)).toBe(503), { timeout: 3000, interval: 50 });
    simulator.clearFaults();
    await vi.waitFor(async () => expect(await readyz(service)).toBe(200), { timeout: 15_000, interval: 100 });

    const states: string[] = [];
    agent.session.subscribe(() => states.push(agent.session.getSnapshot().name));
    const startedAt = Date.now();
    const ended = script.end();
    await simulator.waitForSent('CLOSE_REQ', {}, { others: 'ignore' });
    expect(await ended).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(5000);
    await service.log('stopped');
    await vi.waitFor(() => expect(states).toContain('waiting'), 10_000);
    expect(script.stderr.all).toEqual([]);
    // Nothing secret, and every line is one of ours.
    const written = script.stdout.all.join('\n');
    for (const line of script.stdout.all) expect(JSON.parse(line)).toHaveProperty('message');
    expect(written).not.toContain(secret);
    expect(written).not.toMatch(/eyJ[\w-]+\./);
  });

  it('reloads authentication on SIGHUP and evicts only blocked clients', {
    timeout: 30_000,
  }, async () => {
    const service = await serve([runtime, args]);
    const [jdoe, asmith] = await Promise.all([
      service.connect({ role: 'agent', agentId: 'jdoe' }),
      service.connect({ role: 'agent', agentId: 'asmith' }),
    ]);
    const states: string[] = [];
    jdoe.session.subscribe(() => states.push(jdoe.session.getSnapshot().name));
    service.configure({ auth: { jwt: { secretFile: 'jwt.secret' }, blocked: ['asmith'] } });
    service.script.signal('SIGHUP');
    const { clients } = await service.log('reloaded');
    expect(clients).toEqual({ kept: 1, resynced: 0, evicted: 1 });
    await vi.waitFor(() => expect(asmith.session.getSnapshot().name).not.toBe('ready'), 10_000);
    await jdoe.request(logout('jdoe'));
    expect(states).toEqual([]);
    await expect(service.connect({ role: 'agent', agentId: 'asmith' }, 1000)).rejects.toThrow();

    service.configure({ auth: { jwt: {} } });
    service.script.signal('SIGHUP');
    const { errors } = await service.log('reload failed: configuration unchanged');
    expect(errors).toEqual(['auth.jwt: required: jwksUrl, publicKeyFile or secretFile']);
    await expect(jdoe.request(logout('jdoe'))).rejects.toSatisfy((error) =>
      CtiError.is(error, 'CONTROL_FAILED'),
    );
    expect(await service.script.end()).toBe(0);
  });
});

function certificate(folder: string, name: string): void {
  const files = ['-keyout', join(folder, 'relay.key'), '-out', join(folder, 'relay.crt')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...files, '-subj', `/CN=${name}`], { stdio: 'ignore' });
}
const nameShown = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      const { subject }: PeerCertificate = socket.getPeerCertificate();
      resolve(String(subject.CN));
      socket.destroy();
    });
    socket.once('error', reject);
  });

/** A WebSocket that sends hello and counts received messages; the self-signed certificate is accepted. */
async function openBareClient(port: number): Promise<{ received(): number; isOpen(): boolean }> {
  const socket = new WebSocket(`wss://127.0.0.1:${port}/cti`, 'rxcti.1', { rejectUnauthorized: false });
  closers.push(() => socket.terminate());
  socket.on('error', () => {});
  let received = 0;
  socket.on('message', () => {
    received++;
    socket.send(encodeEnvelope({ kind: 'pong', received: 0, epoch: '', offset: 0 }));
  });
  await once(socket, 'open');
  const token = await signToken({ secret, role: 'wallboard' });
  socket.send(encodeEnvelope({ kind: 'hello', version: 1, token, resume: undefined }));
  await vi.waitFor(() => expect(received).toBeGreaterThan(0), 5000);
  return { received: () => received, isOpen: () => socket.readyState === WebSocket.OPEN };
}

describe.each(runtimes)('a renewed certificate on %s', (_, runtime, args) => {
  it('is used without restart and without disconnects', { timeout: 40_000 }, async () => {
    const files = mkdtempSync(join(tmpdir(), 'rxcti-tls-'));
    closers.push(() => rmSync(files, { recursive: true }));
    certificate(files, 'first');
    const tls = { certFile: join(files, 'relay.crt'), keyFile: join(files, 'relay.key') };
    const service = await serve([runtime, args], { listen: { port: 0, tls }, watch: true });
    expect(await nameShown(service.port)).toBe('first');
    const client = await openBareClient(service.port);
    certificate(files, 'second');
    const { applied } = await service.log('reloaded');
    expect(applied).toEqual(['certificate']);
    expect(await nameShown(service.port)).toBe('second');
    certificate(files, 'third');
    await vi.waitFor(async () => expect(await nameShown(service.port)).toBe('third'), 10_000);
    // Who came before the first change is still there.
    const before = client.received();
    await vi.waitFor(() => expect(client.received()).toBeGreaterThan(before), 10_000);
    expect(client.isOpen()).toBe(true);
    expect(await service.script.end()).toBe(0);
    await vi.waitFor(() => expect(client.isOpen()).toBe(false), 10_000);
  });
});

describe.each(runtimes)('signing in on %s', (_, runtime, args) => {
  it('handles invalid requests, and limits clients behind a proxy separately', {
    timeout: 30_000,
  }, async () => {
    const { port, script, log } = await serve([runtime, args], {
      listen: { port: 0, trustedProxies: ['loopback'] },
      auth: { signIn: {} },
      limits: { handshakeTimeoutMs: 500, maxSignInsPerMinute: 3 },
      log: { level: 'debug' },
    });
    await log('relay ready');
    const post = async (body: string, from: string): Promise<number> => {
      const headers = { 'x-forwarded-for': from };
      return (await fetch(`http://127.0.0.1:${port}/sign-in`, { method: 'POST', body, headers })).status;
    };
    expect(await post('x'.repeat(5000), '203.0.113.1')).toBe(413);
    expect(await post('{}', '203.0.113.1')).toBe(400);
    expect(await post('{"agentId":"jdoe","password":"wrong"}', '203.0.113.1')).toBe(401);
    expect(await post('{}', '203.0.113.1')).toBe(429);
    expect(await post('{"agentId":"jdoe","password":"12345"}', '203.0.113.2')).toBe(200);
    const begun = async (): Promise<Socket> => {
      const socket = connectTcp(port, '127.0.0.1');
      closers.push(() => socket.destroy());
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write('POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"agentId":');
      return socket;
    };
    const [answer] = (await once(await begun(), 'data')) as [Buffer];
    expect(String(answer)).toMatch(/^HTTP\/1\.1 408 /);
    const givenUp = await begun();
    // A reset takes with it what the relay has not read yet.
    await new Promise((resolve) => setTimeout(resolve, 200));
    givenUp.resetAndDestroy();
    await script.stdout.first((line) => line.includes('"client disconnected"'));
    const levels = script.stdout.all.map((line) => (JSON.parse(line) as { level: string }).level);
    expect(levels).not.toContain('error');
  });
});

describe('rxcti relay', () => {
  it('exits at once on a second signal', async () => {
    const service = await serve(onNode);
    await vi.waitFor(async () => expect(await readyz(service)).toBe(200), 10_000);
    service.simulator.stall(); // CLOSE_CONF will not come
    const ended = service.script.end();
    await service.log('stopping');
    const startedAt = Date.now();
    service.script.signal('SIGINT');
    expect(await ended).toBe(1);
    expect(Date.now() - startedAt).toBeLessThan(2000);
  });

  it('exits within drainSeconds', { timeout: 20_000 }, async () => {
    const service = await serve(onNode, { drainSeconds: 1 });
    await vi.waitFor(async () => expect(await readyz(service)).toBe(200), 10_000);
    service.simulator.stall();
    const startedAt = Date.now();
    expect(await service.script.end()).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(2500);
    await service.log('stopped: shutdown timeout exceeded');
  });

  it('exits with 3 when another client takes over the session', { timeout: 20_000 }, async () => {
    const service = await serve(onNode);
    await service.log('relay ready');
    const other = start(process.execPath, [
      program,
      'relay',
      '--config',
      join(service.folder, 'relay.json'),
      '--audit-to',
      'off',
    ]);
    closers.push(() => other.kill());
    expect(await service.script.exited).toBe(3);
  });

  it('prints configuration errors and exits with 2', async () => {
    const script = start(process.execPath, [program, 'relay', '--listen-port', '70000', '--watch', 'maybe']);
    expect(await script.exited).toBe(2);
    expect(script.stdout.all).toEqual([]);
    expect(script.stderr.all).toEqual([
      'rxcti relay: ccx.nodes: required: a list, each item a string, such as ccx-a.example.com',
      'rxcti relay: listen.port: must be a whole number from 0 to 65535, not 70000 (--listen-port)',
      'rxcti relay: watch: must be true or false, not "maybe" (--watch)',
    ]);
  });

  it('reports a port in use', async () => {
    const service = await serve(onNode);
    const second = start(process.execPath, [
      program,
      'relay',
      '--config',
      join(service.folder, 'relay.json'),
      '--listen-port',
      String(service.port),
      '--audit-to',
      'off',
    ]);
    closers.push(() => second.kill());
    expect(await second.exited).toBe(1);
    expect(second.stderr.all).toEqual([
      `rxcti: port ${service.port} is already in use: choose another port, or 0 for a free one`,
    ]);
  });

  it('prints a summary with --check, and its schema with --schema', async () => {
    const flags = ['--ccx-nodes', 'ccx-a.example.com', '--auth-sign-in-enabled', 'true'];
    const check = start(process.execPath, [program, 'relay', ...flags, '--check']);
    expect(await check.exited).toBe(0);
    expect(check.stdout.all).toContain('Clients: ws://127.0.0.1:8443/cti.');
    const schema = start(process.execPath, [program, 'relay', '--schema']);
    expect(await schema.exited).toBe(0);
    expect(JSON.parse(schema.stdout.all.join('\n'))).toMatchObject({ title: 'relay.json', type: 'object' });
  });
});
