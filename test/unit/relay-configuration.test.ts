/** Configuration of `rxcti relay`: file, environment, flags and error messages. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mapClaims } from '../../cli/relay-service/claims.ts';
import { readFiles } from '../../cli/relay-service/files.ts';
import { relayOptions } from '../../cli/relay-service/options.ts';
import { type Configuration, compareConfigurations } from '../../cli/relay-service/reload.ts';
import type { RelaySettings } from '../../cli/relay-service/schema.ts';
import { allSettings, jsonSchema } from '../../cli/relay-service/settings.ts';
import {
  ConfigurationError,
  readSettings,
  type Sources,
  unknownVariables,
} from '../../cli/relay-service/sources.ts';
import { summarize } from '../../cli/relay-service/summary.ts';

const minimal = { ccx: { nodes: ['ccx-a.example.com'] }, auth: { signIn: {} } };

function read(file: unknown, more: Partial<Sources> = {}): RelaySettings {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  return readSettings({ file: { name: 'relay.json', text }, environment: {}, flags: {}, ...more });
}
function errorsOf(file: unknown, more: Partial<Sources> = {}): readonly string[] {
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
  it('have defaults except for the nodes and authentication', () => {
    const { ccx, listen, observability, log, audit, drainSeconds } = read(minimal);
    expect(ccx).toMatchObject({
      clientId: 'rxcti-relay',
      protocolVersion: 17,
      heartbeatSeconds: 10,
      tls: false,
    });
    expect(listen).toEqual({ host: '127.0.0.1', port: 8443, path: '/cti', trustedProxies: [] });
    expect(observability).toEqual({ enabled: true, host: '127.0.0.1', port: 9464 });
    expect({ log, audit, drainSeconds }).toEqual({
      log: { level: 'info', to: 'stdout' },
      audit: { to: 'stdout' },
      drainSeconds: 10,
    });
  });

  it('are overridden: file, environment, flags', () => {
    const file = { ...minimal, listen: { port: 1, host: 'a', path: '/a' } };
    const environment = { RXCTI_RELAY_LISTEN_PORT: '2', RXCTI_RELAY_LISTEN_HOST: 'b' };
    const { listen } = read(file, { environment, flags: { 'listen-port': '3' } });
    expect(listen).toMatchObject({ port: 3, host: 'b', path: '/a' });
  });

  it('can be set without a file', () => {
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

  it('have a variable each, and a flag unless they are secret', () => {
    const variables = allSettings.map(({ variable }) => variable);
    expect(new Set(variables).size).toBe(variables.length);
    expect(variables).toContain('RXCTI_RELAY_AUTH_JWT_JWKS_URL');
    for (const { path, flag, node } of allSettings) {
      expect(node.description, path.join('.')).toBeTruthy();
      const isSecret = /^(secret|password|token)$/.test(path.at(-1) ?? '');
      expect(flag === undefined, path.join('.')).toBe(isSecret);
    }
  });
});

describe('invalid settings', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['invalid JSON', '{"a":', [expect.stringMatching(/^relay\.json: not valid JSON: /) as string]],
    ['not an object', '[]', ['relay.json: must be a JSON object']],
    ['nothing', {}, ['ccx.nodes: required: a list, each item a string, such as ccx-a.example.com']],
    ['no authentication', { ...minimal, auth: {} }, ['auth: required: jwt, signIn or both']],
    ['no nodes', { ...minimal, ccx: { nodes: [] } }, ['ccx.nodes: must not be empty']],
    [
      'a node with a scheme',
      { ...minimal, ccx: { nodes: ['a.example.com', 'tcp://b'] } },
      ['ccx.nodes[1]: must be a string, such as ccx-a.example.com, not "tcp://b"'],
    ],
    [
      'an invalid proxy',
      { ...minimal, listen: { trustedProxies: ['10.0.0.0/8', '10.0.0.0/99'] } },
      ['listen.trustedProxies[1]: must be a string, such as 10.0.0.0/8, not "10.0.0.0/99"'],
    ],
    [
      'a port out of range',
      { ...minimal, listen: { port: 70_000 } },
      ['listen.port: must be a whole number from 0 to 65535, not 70000'],
    ],
    [
      'a typing error',
      { ...minimal, listen: { prot: 1 } },
      ['listen.prot: unknown setting; did you mean port?'],
    ],
    [
      'an unknown setting',
      { ...minimal, elephant: 1 },
      [expect.stringMatching(/^elephant: unknown setting; known settings: \$schema, ccx, listen/) as string],
    ],
    [
      'a certificate without key',
      { ...minimal, listen: { tls: { certFile: 'a' } } },
      ['listen.tls.keyFile: required: a string, such as /etc/rxcti/relay.key'],
    ],
    [
      'an unknown role',
      { ...minimal, policy: { onDisconnect: { boss: { action: 'logout' } } } },
      ['policy.onDisconnect.boss: unknown setting; known settings: agent, supervisor, wallboard, admin'],
    ],
    [
      'an unknown algorithm',
      { ...minimal, auth: { jwt: { jwksUrl: 'https://a', algorithms: ['none'] } } },
      [
        expect.stringMatching(
          /^auth\.jwt\.algorithms\[0\]: must be one of HS256, .*, EdDSA, not "none"$/,
        ) as string,
      ],
    ],
    [
      'no keys',
      { ...minimal, auth: { jwt: { audience: 'rxcti' } } },
      ['auth.jwt: required: jwksUrl, publicKeyFile or secretFile'],
    ],
    [
      'two keys',
      { ...minimal, auth: { jwt: { jwksUrl: 'https://a', secretFile: 'b' } } },
      ['auth.jwt: set only one of jwksUrl and secretFile'],
    ],
    [
      'several',
      { ...minimal, listen: { port: 'x' }, drainSeconds: 0 },
      [
        'listen.port: must be a whole number from 0 to 65535, not "x"',
        'drainSeconds: must be a number from 0.1 to 600, not 0',
      ],
    ],
  ])('%s', (_, file, lines) => {
    expect(errorsOf(file)).toEqual(lines);
  });

  it('name the variable or flag of the value', () => {
    const environment = { RXCTI_RELAY_LISTEN_PORT: 'high' };
    expect(errorsOf(minimal, { environment })).toEqual([
      'listen.port: must be a whole number from 0 to 65535, not "high" (RXCTI_RELAY_LISTEN_PORT)',
    ]);
    expect(errorsOf(minimal, { flags: { watch: 'perhaps' } })).toEqual([
      'watch: must be true or false, not "perhaps" (--watch)',
    ]);
  });

  it('do not show secrets', () => {
    const lines = errorsOf({ ...minimal, auth: { jwt: { secret: 4711 } } });
    expect(lines).toEqual(['auth.jwt.secret: must be a non-empty string']);
  });

  it('in names of variables are warnings', () => {
    expect(
      unknownVariables({ RXCTI_RELAY_LISTEN_PROT: '1', RXCTI_RELAY_LISTEN_PORT: '1', HOME: '/' }),
    ).toEqual(['RXCTI_RELAY_LISTEN_PROT: unknown setting; did you mean RXCTI_RELAY_LISTEN_PORT?']);
  });

  it('in files are reported together', () => {
    const folder = folderWith({
      'relay.crt': certificate['relay.crt'],
      'relay.key': 'no key',
      short: 'too short',
    });
    const settings = read({
      ...minimal,
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
      'auth.signIn: secret must be at least 32 bytes',
    ]);
    const foreign = folderWith({
      'nats.creds': 'SECRET',
      'nats.nk': 'SECRET',
      'sign-in.secret': 'x'.repeat(40),
    });
    const auth = { signIn: { secretFile: 'sign-in.secret' } };
    const cluster = { servers: ['nats.example.com'] };
    for (const [names, message] of [
      [{ credentialsFile: 'nats.creds' }, 'must be a .creds file with a JWT and a seed'],
      [{ nkeySeedFile: 'nats.nk' }, 'must contain the seed of a user: 58 characters that begin with SU'],
    ] as const) {
      const [[setting, name]] = Object.entries(names) as [[string, string]];
      expect(() => readFiles(read({ ...minimal, auth, cluster: { ...cluster, ...names } }), foreign)).toThrow(
        new ConfigurationError([`cluster.${setting}: ${join(foreign, name)} ${message}`]),
      );
    }
    const wrongKey = read({ ...minimal, listen: { tls: { certFile: 'relay.crt', keyFile: 'relay.key' } } });
    expect(() => readFiles(wrongKey, folder)).toThrow(/^listen\.tls: certificate or key unusable: /);
  });
});

it('rejects NATS servers with credentials in their URL', () => {
  const auth = { signIn: { secretFile: 'x' } };
  expect(errorsOf({ ...minimal, auth, cluster: { servers: ['nats://nats.example.com:4222'] } })).toEqual([]);
  const said = errorsOf({ ...minimal, auth, cluster: { servers: ['nats://me:secret@nats.example.com'] } });
  expect(said).toEqual([
    'cluster.servers: must not contain credentials: set cluster.user and cluster.passwordFile',
  ]);
});

describe('the example', () => {
  const example = JSON.parse(readFileSync('relay/deploy/relay.json', 'utf8')) as unknown;

  it('is valid and converts to relay options', async () => {
    const settings = read(example);
    const folder = folderWith({ ...certificate, 'sign-in.secret': `${'x'.repeat(40)}\n` });
    const files = readFiles(settings, folder);
    expect(files.signInSecret).toBe('x'.repeat(40));
    const silent = () => {};
    const logger = { debug: silent, info: silent, warn: silent, error: silent };
    const options = await relayOptions(settings, files, logger);
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

  it('has a summary', () => {
    const settings = read(example);
    const files = readFiles(settings, folderWith({ ...certificate, 'sign-in.secret': 'x'.repeat(40) }));
    const { lines, warnings } = summarize(settings, files, Date.parse('2026-01-01'));
    const text = lines.join('\n');
    expect(text).toContain('with ccx-a.example.com:42027 or ccx-b.example.com:42027.');
    expect(text).toContain('Clients: wss://0.0.0.0:8443/cti.');
    expect(text).toContain(
      'Disconnect policy for role agent: not ready 60 s after the last client disconnected',
    );
    expect(text).toContain('issued by https://login.example.com and for audience rxcti');
    expect(text).not.toContain('x'.repeat(40));
    expect(warnings).toEqual([]);
  });

  it('matches the JSON schema', () => {
    const known = Object.keys(jsonSchema.properties ?? {});
    for (const name of Object.keys(example as object)) expect(known).toContain(name);
    expect(jsonSchema.properties?.listen?.properties?.port).toMatchObject({
      type: 'integer',
      maximum: 65_535,
    });
  });
});

describe('warnings', () => {
  it('report unencrypted connections', () => {
    const open = summarize(read({ ...minimal, listen: { host: '0.0.0.0' } }), {}, 0).warnings;
    expect(open.some((line) => line.includes('unencrypted'))).toBe(true);
    const behindProxy = summarize(read(minimal), {}, 0).warnings;
    expect(behindProxy.some((line) => line.includes('unencrypted'))).toBe(false);
  });
});

describe('mapped claims', () => {
  const names = {
    role: 'groups',
    agentId: 'login',
    teams: 'teams',
    roles: { Admins: 'admin', Agents: 'agent' },
  } as const;

  it('give the role of the first matching entry', () => {
    expect(mapClaims({ sub: 'u', groups: ['Agents', 'Admins'], login: 'jdoe', teams: [1] }, names)).toEqual({
      sub: 'u',
      role: 'admin',
      agentId: 'jdoe',
      teams: [1],
    });
  });

  it('give no role without a matching entry', () => {
    expect(mapClaims({ sub: 'u', groups: 'admin' }, names)).toEqual({ sub: 'u', role: undefined });
    expect(mapClaims({ sub: 'u', groups: ['constructor'] }, names).role).toBeUndefined();
  });
});

describe('a reload', () => {
  const configuration = (file: unknown, files: Configuration['files'] = {}): Configuration => ({
    settings: read(file),
    files,
  });

  it('applies changes of auth, certificate and log level', () => {
    const certificates = [
      { cert: 'a', key: 'a' },
      { cert: 'b', key: 'b' },
    ] as const;
    const { options, logLevel, restartRequired } = compareConfigurations(
      configuration(minimal, { certificate: certificates[0] }),
      configuration(
        { ...minimal, auth: { signIn: {}, blocked: ['jdoe'] }, log: { level: 'debug' } },
        { certificate: certificates[1] },
      ),
    );
    expect(options.auth?.blocked).toEqual(['jdoe']);
    expect(options.tls).toEqual(certificates[1]);
    expect({ logLevel, restartRequired }).toEqual({ logLevel: 'debug', restartRequired: [] });
  });

  it('lists settings that require a restart and applies none of them', () => {
    const { options, restartRequired } = compareConfigurations(
      configuration(minimal),
      configuration({ ...minimal, listen: { port: 1 }, ccx: { nodes: ['b'] } }),
    );
    expect(options).toEqual({});
    expect(restartRequired).toEqual(['ccx', 'listen']);
  });

  it('detects a changed secret in a file', () => {
    const { options } = compareConfigurations(
      configuration(minimal, { signInSecret: 'a'.repeat(32) }),
      configuration(minimal, { signInSecret: 'b'.repeat(32) }),
    );
    expect(options.auth?.signIn?.secret).toBe('b'.repeat(32));
  });
});
