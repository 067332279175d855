/** Settings as options of the relay. */

import {
  type AuthOptions,
  type Cluster,
  type RelayObserver,
  type RelayOptions,
  type Role,
  rightsOfClaims,
} from '@rxcti/relay';
import { bridgeMode, type Logger } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { translatedClaims } from './claims.ts';
import type { FileContents } from './files.ts';
import type { RelaySettings } from './schema.ts';
import { ConfigurationError } from './sources.ts';

/** The options of `createRelay()`. NATS is loaded only when it is wanted. */
export async function relayOptions(
  settings: RelaySettings,
  files: FileContents,
  logger: Logger,
  observer: RelayObserver,
): Promise<RelayOptions> {
  const { ccx, listen, policy, limits, operations } = settings;
  const password = files.ccxPassword ?? ccx.password;
  const cluster = await clusterOf(settings, files);
  return {
    upstream: {
      transport: tcp({ tls: ccx.tls }),
      endpoints: ccx.nodes.map(endpointOf),
      mode: bridgeMode({ clientId: ccx.clientId, ...(password === undefined ? {} : { password }) }),
      version: ccx.protocolVersion,
      heartbeatMs: ccx.heartbeatSeconds * 1000,
    },
    listen: {
      host: listen.host,
      port: listen.port,
      path: listen.path,
      trustedProxies: listen.trustedProxies,
      ...(files.certificate === undefined ? {} : { tls: files.certificate }),
    },
    auth: authOptions(settings, files),
    policy: {
      dedicated: policy.dedicated,
      onDisconnect: Object.fromEntries(
        Object.entries(policy.onDisconnect ?? {}).map(([role, { action, reasonCode, graceSeconds }]) => [
          role,
          {
            action,
            ...(reasonCode === undefined ? {} : { reasonCode }),
            ...(graceSeconds === undefined ? {} : { graceMs: graceSeconds * 1000 }),
          },
        ]),
      ),
    },
    limits: given(limits),
    ...(cluster === undefined ? {} : { cluster }),
    ...(operations.enabled ? { operations: { host: operations.host, port: operations.port } } : {}),
    logger,
    observer,
  };
}

/** Who is let in; can be changed while the relay runs. */
export function authOptions({ auth }: RelaySettings, files: FileContents): AuthOptions {
  const { jwt, signIn, origins, blocked } = auth;
  const publicKey = files.jwtPublicKey;
  const jwtSecret = files.jwtSecret ?? jwt?.secret;
  const signInSecret = files.signInSecret ?? signIn?.secret;
  return {
    blocked,
    ...(origins === undefined ? {} : { origins }),
    ...(jwt === undefined
      ? {}
      : {
          jwt: {
            ...(jwt.jwksUrl === undefined ? {} : { jwksUrl: jwt.jwksUrl }),
            ...(publicKey === undefined ? {} : { publicKey }),
            ...(jwtSecret === undefined ? {} : { secret: jwtSecret }),
            ...given({ algorithms: jwt.algorithms, issuer: jwt.issuer, audience: jwt.audience }),
            clockToleranceSeconds: jwt.clockToleranceSeconds,
            rightsOf: (claims) => rightsOfClaims(translatedClaims(claims, jwt.claims)),
          },
        }),
    ...(signIn?.enabled !== true
      ? {}
      : {
          signIn: {
            ...(signInSecret === undefined ? {} : { secret: signInSecret }),
            expiresInSeconds: signIn.expiresInSeconds,
            roleOf: ({ agentId, isSupervisor }) =>
              Object.hasOwn(signIn.roles, agentId)
                ? (signIn.roles[agentId] as Role)
                : isSupervisor
                  ? 'supervisor'
                  : 'agent',
          },
        }),
  };
}

async function clusterOf({ cluster }: RelaySettings, files: FileContents): Promise<Cluster | undefined> {
  if (cluster === undefined) return undefined;
  const { nats } = await natsModule();
  const { servers, name, user, leaseSeconds, resignSeconds, replicas, tls } = cluster;
  return nats({
    servers,
    cluster: cluster.cluster,
    leaseMs: leaseSeconds * 1000,
    resignMs: resignSeconds * 1000,
    replicas,
    ...given({
      name,
      user,
      password: files.clusterPassword ?? cluster.password,
      token: files.clusterToken ?? cluster.token,
      credentials: files.clusterCredentials,
      nkeySeed: files.clusterNkeySeed,
    }),
    ...(tls === undefined
      ? {}
      : { tls: given({ ca: files.clusterCa, cert: files.clusterCert, key: files.clusterKey }) }),
  });
}

async function natsModule(): Promise<typeof import('@rxcti/relay/nats')> {
  try {
    return await import('@rxcti/relay/nats');
  } catch (error) {
    const packages = '@nats-io/transport-node, @nats-io/jetstream and @nats-io/kv';
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([`cluster: needs ${packages}: install them beside rxcti (${reason})`]);
  }
}

function endpointOf(node: string): { host: string; port?: number } {
  const [, host = node, port] = /^(.*?)(?::(\d+))?$/.exec(node) ?? [];
  const plain = host.replace(/^\[(.*)\]$/, '$1');
  return { host: plain, ...(port === undefined ? {} : { port: Number(port) }) };
}

type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Without what is undefined: the relay has its own defaults. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
