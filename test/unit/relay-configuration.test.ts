/** The configuration of `rxcti relay`: file, environment and flags, and what is said of mistakes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { translatedClaims } from '../../cli/relay-service/claims.ts';
import { readFiles } from '../../cli/relay-service/files.ts';
import { relayOptions } from '../../cli/relay-service/options.ts';
import { type Configuration, difference } from '../../cli/relay-service/reload.ts';
import type { RelaySettings } from '../../cli/relay-service/schema.ts';
import { jsonSchema, leaves } from '../../cli/relay-service/settings.ts';
import {
  ConfigurationError,
  readSettings,
  type Sources,
  strangeVariables,
} from '../../cli/relay-service/sources.ts';
import { describe as explain } from '../../cli/relay-service/summary.ts';

const least = { ccx: { nodes: ['ccx-a.example.com'] }, auth: { signIn: {} } };

function read(file: unknown, more: Partial<Sources> = {}): RelaySettings {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  return readSettings({ file: { name: 'relay.json', text }, environment: {}, flags: {}, ...more });
}
function complaints(file: unknown, more: Partial<Sources> = {}): readonly string[] {
  try {
    read(file, more);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.lines;
    throw error;
  }
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rxcti-relay-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
const certificate = {
  'relay.crt': readFileSync('test/contract/certificates/localhost.cert.pem', 'utf8'),
  'relay.key': readFileSync('test/contract/certificates/localhost.key.pem', 'utf8'),
};

describe('settings', () => {
  it('have defaults for all but the nodes and who is let in', () => {
    const { ccx, listen, operations, log, audit, drainSeconds } = read(least);
    expect(ccx).toMatchObject({
      clientId: 'rxcti-relay',
      protocolVersion: 17,
      heartbeatSeconds: 10,
      tls: false,
    });
    expect(listen).toEqual({ host: '127.0.0.1', port: 8443, path: '/cti', trustedProxies: [] });
    expect(operations).toEqual({ enabled: true, host: '127.0.0.1', port: 9464 });
    expect({ log, audit, drainSeconds }).toEqual({
      log: { level: 'info', to: 'stdout' },
      audit: { to: 'stdout' },
      drainSeconds: 10,
    });
  });

  it('come from flags before the environment before the file', () => {
    const file = { ...least, listen: { port: 1, host: 'a', path: '/a' } };
    const environment = { RXCTI_RELAY_LISTEN_PORT: '2', RXCTI_RELAY_LISTEN_HOST: 'b' };
    const { listen } = read(file, { environment, flags: { 'listen-port': '3' } });
    expect(listen).toMatchObject({ port: 3, host: 'b', path: '/a' });
  });

  it('need no file', () => {
    const environment = {
      RXCTI_RELAY_CCX_NODES: 'ccx-a.example.com, ccx-b.example.com:42028',
      RXCTI_RELAY_AUTH_JWT_SECRET: 'a secret of more than 32 bytes, really',
      RXCTI_RELAY_AUTH_JWT_CLAIMS_ROLES: '{"Agents":"agent"}',
      RXCTI_RELAY_WATCH: 'false',
    };
    const { ccx, auth, watch } = readSettings({ environment, flags: {} });
    expect(ccx.nodes).toEqual(['ccx-a.example.com', 'ccx-b.example.com:42028']);
    expect(auth.jwt).toMatchObject({ secret: environment.RXCTI_RELAY_AUTH_JWT_SECRET });
    expect(auth.jwt?.claims.roles).toEqual({ Agents: 'agent' });
    expect(watch).toBe(false);
  });

  it('have a name in the environment each, and a flag unless they are secret', () => {
    const variables = leaves.map(({ variable }) => variable);
    expect(new Set(variables).size).toBe(variables.length);
    expect(variables).toContain('RXCTI_RELAY_AUTH_JWT_JWKS_URL');
    for (const { path, flag, node } of leaves) {
      expect(node.description, path.join('.')).toBeTruthy();
      const isSecret = /^(secret|password|token)$/.test(path.at(-1) ?? '');
      expect(flag === undefined, path.join('.')).toBe(isSecret);
    }
  });
});

describe('mistakes', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['no JSON', '{"a":', [expect.stringMatching(/^relay\.json: this is no JSON: /) as string]],
    ['no object', '[]', ['relay.json: must be a JSON object']],
    [
      'nothing',
      {},
      ['ccx.nodes: is missing; it must be a list, each item a text, such as ccx-a.example.com'],
    ],
    ['nobody', { ...least, auth: {} }, ['auth: name jwt, signIn or both, else nobody could come in']],
    ['no nodes', { ...least, ccx: { nodes: [] } }, ['ccx.nodes: must not be empty']],
    [
      'a node with a scheme',
      { ...least, ccx: { nodes: ['a.example.com', 'tcp://b'] } },
      ['ccx.nodes[1]: must be a text, such as ccx-a.example.com, not "tcp://b"'],
    ],
    [
      'a proxy that is no address',
      { ...least, listen: { trustedProxies: ['10.0.0.0/8', '10.0.0.0/99'] } },
      ['listen.trustedProxies[1]: must be a text, such as 10.0.0.0/8, not "10.0.0.0/99"'],
    ],
    [
      'a port out of range',
      { ...least, listen: { port: 70_000 } },
      ['listen.port: must be a whole number from 0 to 65535, not 70000'],
    ],
    ['a slip', { ...least, listen: { prot: 1 } }, ['listen.prot: there is no such setting; is port meant?']],
    [
      'an unknown word',
      { ...least, elephant: 1 },
      [
        expect.stringMatching(
          /^elephant: there is no such setting; there are \$schema, ccx, listen/,
        ) as string,
      ],
    ],
    [
      'half a certificate',
      { ...least, listen: { tls: { certFile: 'a' } } },
      ['listen.tls.keyFile: is missing; it must be a text, such as /etc/@rxcti/relay.key'],
    ],
    [
      'an unknown role',
      { ...least, policy: { onDisconnect: { boss: { action: 'logout' } } } },
      ['policy.onDisconnect.boss: there is no such setting; there are agent, supervisor, wallboard, admin'],
    ],
    [
      'an unknown algorithm',
      { ...least, auth: { jwt: { jwksUrl: 'https://a', algorithms: ['none'] } } },
      [
        expect.stringMatching(
          /^auth\.jwt\.algorithms\[0\]: must be one of HS256, .*, EdDSA, not "none"$/,
        ) as string,
      ],
    ],
    [
      'no keys',
      { ...least, auth: { jwt: { audience: 'rxcti' } } },
      ['auth.jwt: is missing its keys: name jwksUrl, publicKeyFile or secretFile'],
    ],
    [
      'keys twice',
      { ...least, auth: { jwt: { jwksUrl: 'https://a', secretFile: 'b' } } },
      ['auth.jwt: name only one of jwksUrl and secretFile'],
    ],
    [
      'several',
      { ...least, listen: { port: 'x' }, drainSeconds: 0 },
      [
        'listen.port: must be a whole number from 0 to 65535, not "x"',
        'drainSeconds: must be a number from 0.1 to 600, not 0',
      ],
    ],
  ])('%s', (_, file, lines) => {
    expect(complaints(file)).toEqual(lines);
  });

  it('name the variable or the flag that they came from', () => {
    const environment = { RXCTI_RELAY_LISTEN_PORT: 'high' };
    expect(complaints(least, { environment })).toEqual([
      'listen.port: must be a whole number from 0 to 65535, not "high" (RXCTI_RELAY_LISTEN_PORT)',
    ]);
    expect(complaints(least, { flags: { watch: 'perhaps' } })).toEqual([
      'watch: must be true or false, not "perhaps" (--watch)',
    ]);
  });

  it('never show a secret', () => {
    const lines = complaints({ ...least, auth: { jwt: { secret: 4711 } } });
    expect(lines).toEqual(['auth.jwt.secret: must be a text that is not empty']);
  });

  it('in names of variables are told, and stop nothing', () => {
    expect(
      strangeVariables({ RXCTI_RELAY_LISTEN_PROT: '1', RXCTI_RELAY_LISTEN_PORT: '1', HOME: '/' }),
    ).toEqual(['RXCTI_RELAY_LISTEN_PROT is no setting: is RXCTI_RELAY_LISTEN_PORT meant?']);
  });

  it('in files are told all at once', () => {
    const folder = folderWith({
      'relay.crt': certificate['relay.crt'],
      'relay.key': 'no key',
      short: 'too short',
    });
    const settings = read({
      ...least,
      listen: { tls: { certFile: 'relay.crt', keyFile: 'nowhere' } },
      auth: { signIn: { secretFile: 'short' } },
    });
    const found = ((): readonly string[] => {
      try {
        readFiles(settings, folder);
        return [];
      } catch (error) {
        return (error as ConfigurationError).lines;
      }
    })();
    expect(found).toEqual([
      `listen.tls.keyFile: ${join(folder, 'nowhere')} cannot be read (ENOENT)`,
      'auth.signIn: the secret is too short: 32 bytes at least',
    ]);
    const foreign = folderWith({
      'nats.creds': 'SECRET',
      'nats.nk': 'SECRET',
      'sign-in.secret': 'x'.repeat(40),
    });
    const auth = { signIn: { secretFile: 'sign-in.secret' } };
    const cluster = { servers: ['nats.example.com'] };
    for (const [names, complaint] of [
      [{ credentialsFile: 'nats.creds' }, 'is no .creds file: it has a JWT and a seed'],
      [{ nkeySeedFile: 'nats.nk' }, 'holds no seed of a user: 58 letters that begin with SU'],
    ] as const) {
      const [[setting, name]] = Object.entries(names) as [[string, string]];
      expect(() => readFiles(read({ ...least, auth, cluster: { ...cluster, ...names } }), foreign)).toThrow(
        new ConfigurationError([`cluster.${setting}: ${join(foreign, name)} ${complaint}`]),
      );
    }
    const wrongKey = read({ ...least, listen: { tls: { certFile: 'relay.crt', keyFile: 'relay.key' } } });
    expect(() => readFiles(wrongKey, folder)).toThrow(/^listen\.tls: certificate and key cannot be used: /);
  });
});

it('relays of a cluster know NATS by servers without passwords in them', () => {
  const auth = { signIn: { secretFile: 'x' } };
  expect(complaints({ ...least, auth, cluster: { servers: ['nats://nats.example.com:4222'] } })).toEqual([]);
  const said = complaints({ ...least, auth, cluster: { servers: ['nats://me:secret@nats.example.com'] } });
  expect(said).toEqual([
    'cluster.servers: user and password have settings of their own: user and passwordFile',
  ]);
});

describe('the example', () => {
  const example = JSON.parse(readFileSync('relay/deploy/relay.json', 'utf8')) as unknown;

  it('is valid, and becomes options of the relay', async () => {
    const settings = read(example);
    const folder = folderWith({ ...certificate, 'sign-in.secret': `${'x'.repeat(40)}\n` });
    const files = readFiles(settings, folder);
    expect(files.signInSecret).toBe('x'.repeat(40));
    const silent = () => {};
    const logger = { debug: silent, info: silent, warn: silent, error: silent };
    const options = await relayOptions(settings, files, logger, {});
    expect(options.upstream.endpoints).toEqual([
      { host: 'ccx-a.example.com' },
      { host: 'ccx-b.example.com' },
    ]);
    expect(options.policy?.onDisconnect).toEqual({ agent: { action: 'notReady', graceMs: 60_000 } });
    expect(options.auth.jwt).toMatchObject({ audience: 'rxcti' });
    expect(
      options.auth.jwt?.rightsOf?.({ sub: 'u1', groups: ['CC Agents'], preferred_username: 'jdoe' }),
    ).toEqual({
      role: 'agent',
      agentId: 'jdoe',
    });
    expect(options.listen.tls?.key).toContain('PRIVATE KEY');
  });

  it('is described in sentences', () => {
    const settings = read(example);
    const files = readFiles(settings, folderWith({ ...certificate, 'sign-in.secret': 'x'.repeat(40) }));
    const { sentences, cautions } = explain(settings, files, Date.parse('2026-01-01'));
    const text = sentences.join('\n');
    expect(text).toContain('at ccx-a.example.com:42027, else ccx-b.example.com:42027.');
    expect(text).toContain('Browsers reach it at wss://0.0.0.0:8443/cti.');
    expect(text).toContain('When the last browser of an agent is gone for 60 s, the agent becomes not ready');
    expect(text).toContain('issued by https://login.example.com and made for rxcti');
    expect(text).not.toContain('x'.repeat(40));
    expect(cautions).toEqual([]);
  });

  it('follows the schema that editors use', () => {
    const known = Object.keys(jsonSchema.properties ?? {});
    for (const name of Object.keys(example as object)) expect(known).toContain(name);
    expect(jsonSchema.properties?.listen?.properties?.port).toMatchObject({
      type: 'integer',
      maximum: 65_535,
    });
  });
});

describe('cautions', () => {
  it('name what travels in clear', () => {
    const open = explain(read({ ...least, listen: { host: '0.0.0.0' } }), {}, 0).cautions;
    expect(open.some((line) => line.includes('unencrypted'))).toBe(true);
    const behindProxy = explain(read(least), {}, 0).cautions;
    expect(behindProxy.some((line) => line.includes('unencrypted'))).toBe(false);
  });
});

describe('claims under other names', () => {
  const names = {
    role: 'groups',
    agentId: 'login',
    teams: 'teams',
    roles: { Admins: 'admin', Agents: 'agent' },
  } as const;

  it('give the role of the first entry that the token has', () => {
    expect(
      translatedClaims({ sub: 'u', groups: ['Agents', 'Admins'], login: 'jdoe', teams: [1] }, names),
    ).toEqual({
      sub: 'u',
      role: 'admin',
      agentId: 'jdoe',
      teams: [1],
    });
  });

  it('give no role for what is not among them, though it be called as one of ours', () => {
    expect(translatedClaims({ sub: 'u', groups: 'admin' }, names)).toEqual({ sub: 'u', role: undefined });
    expect(translatedClaims({ sub: 'u', groups: ['constructor'] }, names).role).toBeUndefined();
  });
});

describe('a reload', () => {
  const configuration = (file: unknown, files: Configuration['files'] = {}): Configuration => ({
    settings: read(file),
    files,
  });

  it('changes who is let in, the certificate and the log level', () => {
    const certificates = [
      { cert: 'a', key: 'a' },
      { cert: 'b', key: 'b' },
    ] as const;
    const { changes, logLevel, restart } = difference(
      configuration(least, { certificate: certificates[0] }),
      configuration(
        { ...least, auth: { signIn: {}, blocked: ['jdoe'] }, log: { level: 'debug' } },
        { certificate: certificates[1] },
      ),
    );
    expect(changes.auth?.blocked).toEqual(['jdoe']);
    expect(changes.tls).toEqual(certificates[1]);
    expect({ logLevel, restart }).toEqual({ logLevel: 'debug', restart: [] });
  });

  it('names what takes a restart, and leaves the rest alone', () => {
    const { changes, restart } = difference(
      configuration(least),
      configuration({ ...least, listen: { port: 1 }, ccx: { nodes: ['b'] } }),
    );
    expect(changes).toEqual({});
    expect(restart).toEqual(['ccx', 'listen']);
  });

  it('sees a secret change in its file', () => {
    const { changes } = difference(
      configuration(least, { signInSecret: 'a'.repeat(32) }),
      configuration(least, { signInSecret: 'b'.repeat(32) }),
    );
    expect(changes.auth?.signIn?.secret).toBe('b'.repeat(32));
  });
});
