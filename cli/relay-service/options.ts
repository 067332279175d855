/** Converts settings to options of the relay. */

import { type AuthOptions, type Cluster, type RelayOptions, type Role, rightsOfClaims } from '@rxcti/relay';
import { bridgeMode, type Logger } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { mapClaims } from './claims.ts';
import type { FileContents } from './files.ts';
import type { RelaySettings } from './schema.ts';
import { ConfigurationError } from './sources.ts';

/** Options of `createRelay()`. The NATS client is loaded only if a cluster is configured. */
export async function relayOptions(
  settings: RelaySettings,
  files: FileContents,
  logger: Logger,
): Promise<RelayOptions> {
  const { ccx, listen, policy, limits, observability } = settings;
  const password = files.ccxPassword ?? ccx.password;
  const cluster = await clusterOf(settings, files);
  return {
    upstream: {
      transport: tcp({ tls: ccx.tls }),
      endpoints: ccx.nodes.map(endpointOf),
      mode: bridgeMode({ clientId: ccx.clientId, ...(password === undefined ? {} : { password }) }),
      version: ccx.protocolVersion,
      encoding: ccx.encoding,
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
    limits: withoutUndefined(limits),
    ...(cluster === undefined ? {} : { cluster }),
    ...(observability.enabled
      ? { observability: { host: observability.host, port: observability.port } }
      : {}),
    logger,
  };
}

/** Authentication options; they can be replaced while the relay runs. */
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
            ...withoutUndefined({ algorithms: jwt.algorithms, issuer: jwt.issuer, audience: jwt.audience }),
            clockToleranceSeconds: jwt.clockToleranceSeconds,
            rightsOf: (claims) => rightsOfClaims(mapClaims(claims, jwt.claims)),
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
  const { servers, name, user, leaseSeconds, stepDownSeconds, replicas, tls } = cluster;
  return nats({
    servers,
    cluster: cluster.cluster,
    leaseMs: leaseSeconds * 1000,
    stepDownMs: stepDownSeconds * 1000,
    replicas,
    ...withoutUndefined({
      name,
      user,
      password: files.clusterPassword ?? cluster.password,
      token: files.clusterToken ?? cluster.token,
      credentials: files.clusterCredentials,
      nkeySeed: files.clusterNkeySeed,
    }),
    ...(tls === undefined
      ? {}
      : { tls: withoutUndefined({ ca: files.clusterCa, cert: files.clusterCert, key: files.clusterKey }) }),
  });
}

async function natsModule(): Promise<typeof import('@rxcti/relay/nats')> {
  try {
    return await import('@rxcti/relay/nats');
  } catch (error) {
    const packages = '@nats-io/transport-node, @nats-io/jetstream and @nats-io/kv';
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([`cluster: required packages: ${packages} (${reason})`]);
  }
}

function endpointOf(node: string): { host: string; port?: number } {
  const [, host = node, port] = /^(.*?)(?::(\d+))?$/.exec(node) ?? [];
  const address = host.replace(/^\[(.*)\]$/, '$1');
  return { host: address, ...(port === undefined ? {} : { port: Number(port) }) };
}

type Defined<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Without undefined values, for which the relay has defaults. */
function withoutUndefined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
