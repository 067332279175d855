/** `nats()` by itself: who is let in, who hears whom, what nonsense does, and what is loaded without it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, nkeys } from '@nats-io/transport-node';
import { createRelay, type LeaseContents, type Relay } from 'rxcti/relay';
import { type NatsOptions, nats } from 'rxcti/relay/nats';
import { tcp } from 'rxcti/tcp';
import { createSimulator, type Simulator } from 'rxcti/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type NatsServer, noNats, startNats } from './nats-server.ts';
import { secret } from './relay-house.ts';

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

const ready = async (made: Relay): Promise<void> =>
  void (await vi.waitFor(() => expect(made.isReady).toBe(true), { timeout: 10_000, interval: 20 }));

describe.skipIf(noNats !== undefined)('being let in', () => {
  it('with user and password, and not without', async () => {
    const { url } = await server('--user', 'relay', '--pass', 'quiet word');
    const lines: LogLine[] = [];
    const stranger = await relay({ servers: url, user: 'relay', password: 'wrong' }, lines);
    await ready(await relay({ servers: url, user: 'relay', password: 'quiet word' }));
    expect(stranger.isReady).toBe(false);
    await vi.waitFor(() => expect(lines.some(({ level }) => level === 'warn')).toBe(true), 5000);
    expect(JSON.stringify(lines)).not.toContain('wrong"');
  });

  it('with a token', async () => {
    const { url } = await server('--auth', 'quiet-word');
    await ready(await relay({ servers: url, token: 'quiet-word' }));
  });

  it('with an nkey', async () => {
    const pair = nkeys.createUser();
    const folder = mkdtempSync(join(tmpdir(), 'rxcti-nkey-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    const config = join(folder, 'server.conf');
    writeFileSync(config, `authorization { users: [ { nkey: ${pair.getPublicKey()} } ] }\n`);
    const { url } = await server('-c', config);
    await ready(await relay({ servers: url, nkeySeed: new TextDecoder().decode(pair.getSeed()) }));
  });

  it('over TLS, with the certificate checked', async () => {
    const at = (name: string): string => join('test/contract/certificates', name);
    const { port } = await server(
      '--tls',
      '--tlscert',
      at('localhost.cert.pem'),
      '--tlskey',
      at('localhost.key.pem'),
    );
    const servers = `nats://localhost:${port}`;
    const distrustful = await relay({ servers, tls: {} });
    await ready(await relay({ servers, tls: { ca: readFileSync(at('localhost.cert.pem'), 'utf8') } }));
    expect(distrustful.isReady).toBe(false);
  });
});

describe.skipIf(noNats !== undefined)('clusters', () => {
  it('of other names do not hear each other', async () => {
    const { url } = await server();
    const [one, two] = await Promise.all([
      relay({ servers: url, cluster: 'one', name: 'a' }),
      relay({ servers: url, cluster: 'two', name: 'b' }),
    ]);
    // Both hold: each opens a session, and CCX, which knows both as one client, ends the other's.
    await vi.waitFor(() => {
      expect((one.holder as LeaseContents).name).toBe('a');
      expect((two.holder as LeaseContents).name).toBe('b');
    }, 5000);
  });

  it('live with nonsense on their subjects and in their lease', async () => {
    const { url } = await server();
    const lines: LogLine[] = [];
    const one = await relay({ servers: url, name: 'a' }, lines);
    await ready(one);
    const foe = await connect({ servers: url });
    closing.push(() => foe.close());
    const call = `rxcti.default.call.${one.holder?.epoch}`;
    foe.publish(call, 'come here');
    foe.publish(call, 'rxcti.default.link.not-one.down', { reply: 'elsewhere' });
    foe.publish('rxcti.default.changed', new Uint8Array(1000));
    // A link that is opened as it should be, and then speaks nonsense.
    const link = `rxcti.default.link.${crypto.randomUUID()}`;
    const heard: Uint8Array[] = [];
    foe.subscribe(`${link}.down`, { callback: (_, { data }) => void heard.push(data) });
    await foe.request(call, `${link}.down`, { timeout: 1000 });
    foe.publish(`${link}.up`, new Uint8Array([0, 0, 0, 0, 0, 0xc1, 0xff]));
    foe.publish(`${link}.up`, 'what');
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), 3000);
    const said = lines.filter(({ level }) => level === 'warn').map(({ message }) => message);
    expect(said.filter((message) => message === 'nonsense came over NATS')).toHaveLength(2);
    expect(said).toContain('nonsense came from another relay');
    // Words in the lease that are none: the holder finds its own gone and waits them out.
    const { Kvm } = await import('@nats-io/kv');
    const bucket = await new Kvm(foe).open('rxcti-default');
    await bucket.put('holder', '{"epoch": 7');
    await vi.waitFor(() => expect(one.isReady).toBe(false), 5000);
    await ready(one);
  });

  it('take no impossible options', () => {
    expect(() => nats({ servers: [] })).toThrow(/at least one server/);
    expect(() => nats({ servers: 'nats://a', cluster: 'a.b >' })).toThrow(/letters, digits/);
    expect(() => nats({ servers: 'nats://a', leaseMs: 10 })).toThrow(/500/);
  });
});

it('a relay without a cluster loads nothing of NATS', () => {
  const script = `
    const { createRelay } = await import('rxcti/relay');
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
