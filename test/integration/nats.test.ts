/** `nats()`: authentication, NATS failures, malformed messages, and that nothing of NATS is loaded without it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect, nkeys } from '@nats-io/transport-node';
import { createRelay, type LeaseContents, type Relay } from '@rxcti/relay';
import { type NatsOptions, nats } from '@rxcti/relay/nats';
import { createSimulator, type Simulator } from '@rxcti/simulator';
import { tcp } from 'rxcti/tcp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAccounts, type KeyPair } from './nats-accounts.ts';
import { type NatsServer, noNats, startNats } from './nats-server.ts';
import { secret } from './relay-fixture.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

let simulator: Simulator;
let ccxPort: number;
beforeEach(async () => {
  simulator = createSimulator({ callsPerHour: 0 });
  ({ port: ccxPort } = await simulator.listen({ port: 0 }));
  closing.push(() => simulator.close());
});

async function server(...extra: string[]): Promise<NatsServer> {
  const started = await startNats(extra);
  closing.push(() => started.close());
  return started;
}

interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: unknown;
}

async function relay(options: NatsOptions, lines: LogLine[] = []): Promise<Relay> {
  const log = (level: string) => (message: string, fields?: unknown) =>
    void lines.push({ level, message, fields });
  const made = await createRelay({
    upstream: { transport: tcp(), endpoints: [{ host: '127.0.0.1', port: ccxPort }] },
    listen: { port: 0 },
    auth: { jwt: { secret } },
    cluster: nats({ leaseMs: 600, ...options }),
    logger: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
  });
  closing.push(() => made.close());
  return made;
}

async function startWithoutJetStream(): Promise<NatsServer> {
  const started = await startNats([], { jetStream: false });
  closing.push(() => started.close());
  return started;
}

const ready = async (made: Relay): Promise<void> =>
  void (await vi.waitFor(() => expect(made.isReady).toBe(true), { timeout: 10_000, interval: 20 }));

/** A server with this configuration file. */
async function configured(config: string): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'rxcti-nats-config-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'server.conf');
  writeFileSync(file, config);
  return server('-c', file);
}

const seedOf = (pair: KeyPair): string => new TextDecoder().decode(pair.getSeed());

describe.skipIf(noNats !== undefined)('NATS authentication', { timeout: 30_000 }, () => {
  const pair = nkeys.createUser();
  const stranger = nkeys.createUser();
  const accounts = createAccounts();

  it.each([
    {
      way: 'user and password',
      start: () => server('--user', 'relay', '--pass', 'quiet word'),
      right: { user: 'relay', password: 'quiet word' },
      wrong: { user: 'relay', password: 'loud word' },
      kind: 'user and password',
    },
    {
      way: 'a token',
      start: () => server('--auth', 'quiet-word'),
      right: { token: 'quiet-word' },
      wrong: { token: 'loud-word' },
      kind: 'token',
    },
    {
      way: 'an nkey',
      start: () => configured(`authorization { users: [ { nkey: ${pair.getPublicKey()} } ] }`),
      right: { nkeySeed: `${seedOf(pair)}\n` },
      wrong: { nkeySeed: seedOf(stranger) },
      kind: 'nkey',
    },
    {
      way: 'the credentials of an account',
      start: () => configured(accounts.serverConfig),
      right: { credentials: accounts.user() },
      wrong: { credentials: accounts.user({ isStranger: true }) },
      kind: 'credentials file',
    },
    {
      way: 'no credentials where the server requires some',
      start: () => server('--auth', 'quiet-word'),
      right: { token: 'quiet-word' },
      wrong: {},
      kind: 'no credentials',
    },
  ])('logs one line if it is refused, with $way', async ({ start, right, wrong, kind }) => {
    const { url } = await start();
    const lines: LogLine[] = [];
    const outsider = await relay({ servers: url, ...wrong, name: 'outsider' }, lines);
    await ready(await relay({ servers: url, ...right, name: 'insider' }, lines));
    await new Promise((resolve) => setTimeout(resolve, 1500)); // several attempts
    expect(outsider.isReady).toBe(false);
    const complaints = lines.filter(({ level }) => level === 'warn' || level === 'error');
    expect(complaints).toEqual([
      {
        level: 'error',
        message: `NATS authentication failed (${kind}): check that the server accepts it`,
        fields: { reason: expect.stringMatching(/Authorization Violation/i) },
      },
    ]);
    const written = JSON.stringify(lines);
    for (const secrets of [right, wrong])
      for (const [key, value] of Object.entries(secrets))
        if (key !== 'user')
          for (const word of value.split('\n')) if (word.length > 7) expect(written).not.toContain(word);
  });

  it('logs one line when credentials expire, and connects with new ones', async () => {
    const { url } = await configured(accounts.serverConfig);
    const lines: LogLine[] = [];
    const old = await relay(
      { servers: url, credentials: accounts.user({ expiresInSeconds: 4 }), name: 'old' },
      lines,
    );
    await ready(old);
    await vi.waitFor(() => expect(old.isReady).toBe(false), 10_000);
    // NATS refuses the next attempts with other errors ("Authorization Violation"): the operator sees one line for one cause.
    const disconnects = () => lines.filter(({ message }) => message === 'NATS disconnected').length;
    await vi.waitFor(() => expect(disconnects()).toBeGreaterThan(2), 10_000);
    expect(lines.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        message: 'NATS authentication expired (credentials file): configure new credentials',
        fields: { reason: expect.stringMatching(/expired/i) },
      },
    ]);
    await ready(await relay({ servers: url, credentials: accounts.user(), name: 'new' }));
  });

  it('works with the documented permissions, and logs which are missing', async () => {
    const needed = ['rxcti.>', '$JS.API.>', '$KV.>', '_INBOX.>'];
    const user = (name: string, subjects: readonly string[]): string =>
      `{ user: ${name}, password: quiet, permissions: { publish: ${JSON.stringify(subjects)}, subscribe: ${JSON.stringify(subjects)} } }`;
    const { url } = await configured(
      `authorization { users: [ ${user('relay', needed)}, ${user('limited', needed.slice(1))} ] }`,
    );
    const lines: LogLine[] = [];
    await ready(await relay({ servers: url, user: 'relay', password: 'quiet', name: 'a' }, lines));
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
    await relay({ servers: url, user: 'limited', password: 'quiet', name: 'b' }, lines);
    const errors = (): LogLine[] => lines.filter(({ level }) => level === 'error');
    await vi.waitFor(() => expect(errors()).toHaveLength(1), 5000);
    expect(errors()[0]).toEqual({
      level: 'error',
      message: `NATS permission denied: allow the user to publish and subscribe to ${needed.slice(0, 3).join(', ')} and ${needed[3]}`,
      fields: { reason: expect.stringMatching(/Permissions Violation.*rxcti\./i) },
    });
  });

  it('verifies the TLS certificate of the server', async () => {
    const at = (name: string): string => join('test/contract/certificates', name);
    const { port } = await server(
      '--tls',
      '--tlscert',
      at('localhost.cert.pem'),
      '--tlskey',
      at('localhost.key.pem'),
    );
    const servers = `nats://localhost:${port}`;
    const lines: LogLine[] = [];
    const distrustful = await relay({ servers, tls: {}, name: 'distrustful' }, lines);
    await ready(await relay({ servers, tls: { ca: readFileSync(at('localhost.cert.pem'), 'utf8') } }));
    expect(distrustful.isReady).toBe(false);
    const complaints = lines.filter(({ level }) => level === 'warn' || level === 'error');
    expect(complaints.map(({ message }) => message)).toEqual([
      'NATS TLS certificate rejected: check tls.ca, and that the certificate contains the host name of the server',
    ]);
  });
});

describe.skipIf(noNats !== undefined)('NATS failures', { timeout: 30_000 }, () => {
  const complaintsIn = (lines: readonly LogLine[]): LogLine[] =>
    lines.filter(({ level }) => level === 'warn' || level === 'error');

  it('logs once that JetStream is not enabled, and is not ready', async () => {
    const { url } = await startWithoutJetStream();
    const lines: LogLine[] = [];
    const made = await relay({ servers: url, name: 'a' }, lines);
    await vi.waitFor(() => expect(complaintsIn(lines)).toHaveLength(1), 5000);
    await new Promise((resolve) => setTimeout(resolve, 1500)); // several attempts
    expect(complaintsIn(lines)).toEqual([
      {
        level: 'warn',
        message: 'lease unavailable',
        fields: { relay: 'a', reason: 'JetStream is not enabled on the NATS server' },
      },
    ]);
    expect(made.isReady).toBe(false);
  });

  it('loses the lease when the storage is full, logs the reason, and recovers', async () => {
    const { url } = await configured('jetstream { max_file_store: 1MB, max_memory_store: 1MB }');
    const attacker = await connect({ servers: url });
    closing.push(() => attacker.close());
    const lines: LogLine[] = [];
    const one = await relay({ servers: url, name: 'a' }, lines);
    await ready(one);
    const manager = await jetstreamManager(attacker);
    await manager.streams.add({ name: 'hoard', subjects: ['hoard'], storage: 'file' });
    const hoard = (async () => {
      for (let count = 0; count < 40; count++)
        await attacker.request('hoard', new Uint8Array(64_000), { timeout: 2000 }).catch(() => {});
    })();
    await vi.waitFor(() => expect(one.isReady).toBe(false), 10_000);
    await hoard;
    expect(complaintsIn(lines)).toContainEqual({
      level: 'warn',
      message: 'lease unavailable',
      fields: {
        relay: 'a',
        reason: expect.stringMatching(/^JetStream rejected the lease: .*(resources|storage|exceeded)/),
      },
    });
    await manager.streams.delete('hoard');
    await ready(one);
  });

  it('elects a new leader when the bucket was deleted, and never two at once', async () => {
    const { url } = await server();
    const relays = [await relay({ servers: url, name: 'a' }), await relay({ servers: url, name: 'b' })];
    await Promise.all(relays.map(ready));
    const epoch = relays[0]?.leader?.epoch;
    const attacker = await connect({ servers: url });
    closing.push(() => attacker.close());
    const manager = await jetstreamManager(attacker);
    for (const bucket of ['KV_rxcti-default', 'KV_rxcti-default-sessions'])
      await manager.streams.delete(bucket).catch(() => {});
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, simulator.sessions.length);
    }, 5);
    closing.push(() => clearInterval(watch));
    await vi.waitFor(() => {
      expect(relays[0]?.leader?.epoch).not.toBe(epoch);
      expect(relays.map(({ isReady }) => isReady)).toEqual([true, true]);
    }, 10_000);
    expect(relays[0]?.leader?.epoch).toBe(relays[1]?.leader?.epoch);
    expect(most).toBe(1);
  });
});

describe.skipIf(noNats !== undefined)('a lease that an operator removes', { timeout: 60_000 }, () => {
  it.each(['delete', 'purge'] as const)('with %s never makes two leaders', async (remove) => {
    const { url } = await server();
    const relays = [await relay({ servers: url, name: 'a' }), await relay({ servers: url, name: 'b' })];
    await Promise.all(relays.map(ready));
    const operator = await connect({ servers: url });
    closing.push(() => operator.close());
    const bucket = await new Kvm(jetstream(operator)).open('rxcti-default');
    let overlaps = 0;
    const watch = setInterval(() => {
      if (relays[0]?.leader?.name === 'a' && relays[1]?.leader?.name === 'b') overlaps++;
    }, 2);
    closing.push(() => clearInterval(watch));
    for (let round = 0; round < 4; round++) {
      const epoch = relays[0]?.leader?.epoch;
      await bucket[remove]('leader');
      await vi.waitFor(() => {
        expect(relays[0]?.leader?.epoch).not.toBe(epoch);
        expect(relays[0]?.leader?.epoch).toBe(relays[1]?.leader?.epoch);
        expect(relays.map(({ isReady }) => isReady)).toEqual([true, true]);
      }, 10_000);
    }
    expect(overlaps).toBe(0);
  });
});

describe.skipIf(noNats !== undefined)('clusters', () => {
  it('with different names are independent', async () => {
    const { url } = await server();
    const [one, two] = await Promise.all([
      relay({ servers: url, cluster: 'one', name: 'a' }),
      relay({ servers: url, cluster: 'two', name: 'b' }),
    ]);
    // Both are leaders: each opens a session, and CCX closes the other's, since both have the same client ID.
    await vi.waitFor(() => {
      expect((one.leader as LeaseContents).name).toBe('a');
      expect((two.leader as LeaseContents).name).toBe('b');
    }, 5000);
  });

  it('ignore malformed messages and survive a malformed lease', async () => {
    const { url } = await server();
    const lines: LogLine[] = [];
    const one = await relay({ servers: url, name: 'a' }, lines);
    await ready(one);
    const attacker = await connect({ servers: url });
    closing.push(() => attacker.close());
    const call = `rxcti.default.call.${one.leader?.epoch}`;
    attacker.publish(call, 'come here');
    attacker.publish(call, 'rxcti.default.link.not-one.down', { reply: 'elsewhere' });
    attacker.publish('rxcti.default.changed', new Uint8Array(1000));
    // A socket that opens correctly and then sends malformed messages.
    const link = `rxcti.default.link.${crypto.randomUUID()}`;
    const received: Uint8Array[] = [];
    attacker.subscribe(`${link}.down`, { callback: (_, { data }) => void received.push(data) });
    await attacker.request(call, `${link}.down`, { timeout: 1000 });
    attacker.publish(`${link}.up`, new Uint8Array([0, 0, 0, 0, 0, 0xc1, 0xff]));
    attacker.publish(`${link}.up`, 'what');
    await vi.waitFor(() => expect(received.length).toBeGreaterThan(0), 3000);
    const warnings = lines.filter(({ level }) => level === 'warn').map(({ message }) => message);
    expect(warnings.filter((message) => message === 'malformed message from NATS')).toHaveLength(2);
    expect(warnings).toContain('malformed message from relay');
    // A malformed lease: the leader loses its own and waits until it expires.
    const { Kvm } = await import('@nats-io/kv');
    const bucket = await new Kvm(attacker).open('rxcti-default');
    await bucket.put('leader', '{"epoch": 7');
    await vi.waitFor(() => expect(one.isReady).toBe(false), 5000);
    await ready(one);
  });

  it('reject invalid options', () => {
    expect(() => nats({ servers: [] })).toThrow(/at least one server/);
    expect(() => nats({ servers: 'nats://a', cluster: 'a.b >' })).toThrow(/letters, digits/);
    expect(() => nats({ servers: 'nats://a', leaseMs: 10 })).toThrow(/500/);
    expect(() => nats({ servers: 'nats://a', stepDownMs: 10 })).toThrow(/1000/);
    expect(() => nats({ servers: 'nats://me:secret@a' })).toThrow(/^(?!.*secret).*use user and password/);
    expect(() => nats({ servers: 'nats://a', nkeySeed: 'SUSECRET' })).toThrow(/^(?!.*SECRET).*58 characters/);
    expect(() => nats({ servers: 'nats://a', credentials: 'SECRET' })).toThrow(/^(?!.*SECRET).*\.creds file/);
  });
});

it('a relay without a cluster does not load NATS', () => {
  const script = `
    const { createRelay } = await import('@rxcti/relay');
    const relay = await createRelay({
      upstream: { transport: (await import('rxcti/tcp')).tcp(), endpoints: [{ host: '127.0.0.1', port: 1 }] },
      listen: { port: 0 }, auth: { jwt: { secret: ${JSON.stringify(secret)} } },
    });
    const { createRequire } = await import('node:module');
    const loaded = Object.keys(createRequire(process.cwd() + '/x.js').cache).filter((path) => path.includes('@nats-io'));
    console.log(JSON.stringify(loaded));
    process.exit(0);`;
  const loaded = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(JSON.parse(loaded)).toEqual([]);
});
