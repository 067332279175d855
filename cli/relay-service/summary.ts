/** Summarizes the settings of a relay, with warnings about risky ones. */
import { describeCertificate, type FileContents } from './files.ts';
import type { RelaySettings } from './schema.ts';

export interface Summary {
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
}

const loopback = /^(127\.|localhost$|::1$|\[::1\]$)/;

export function summarize(settings: RelaySettings, files: FileContents, now: number): Summary {
  const { ccx, listen, auth, policy, cluster, observability, log, audit, drainSeconds } = settings;
  const warnings: string[] = [];
  const nodes = ccx.nodes.map((node) => (/:\d+$/.test(node) ? node : `${node}:42027`));
  const secure = files.certificate !== undefined;
  const lines = [
    `CCX: one session (client ID ${ccx.clientId}, protocol ${ccx.protocolVersion}) with ${nodes.join(' or ')}${ccx.tls ? ', over TLS' : ''}.`,
    ...(cluster === undefined
      ? []
      : [
          `Cluster: relays of ${cluster.cluster} share the session over NATS at ${cluster.servers.map(withoutPassword).join(', ')}. A failed leader is replaced after about ${cluster.leaseSeconds * 1.25} s; a leader without CCX steps down after ${cluster.stepDownSeconds} s.`,
        ]),
    `Clients: ${secure ? 'wss' : 'ws'}://${listen.host}:${listen.port}${listen.path}.`,
    ...(listen.trustedProxies.length === 0
      ? []
      : [
          `Trusted proxies: ${listen.trustedProxies.join(', ')}. Their X-Forwarded-For header gives the client address.`,
        ]),
    ...certificateLines(files, now, warnings),
    ...authLines(settings, secure, warnings),
    ...Object.entries(policy.onDisconnect ?? {})
      .filter(([, { action }]) => action !== 'nothing')
      .map(
        ([role, { action, graceSeconds = 15 }]) =>
          `Disconnect policy for role ${role}: ${action === 'logout' ? 'logged out' : 'not ready'} ${graceSeconds} s after the last client disconnected, and after the end of a call.`,
      ),
    ...(policy.dedicated.length === 0
      ? []
      : [`Dedicated CCX sessions for roles: ${policy.dedicated.join(', ')}.`]),
    observability.enabled
      ? `Observability: http://${observability.host}:${observability.port} serves /healthz, /readyz and /metrics.`
      : 'Observability: off.',
    log.to === 'off' || log.level === 'silent'
      ? 'Log: off.'
      : `Log: ${log.to}, level ${log.level} and above; passwords, tokens and caller data are redacted.`,
    audit.to === 'off' ? 'Audit log: off.' : `Audit log: ${audit.to}, one line per command.`,
    `Signals: SIGTERM shuts down within ${drainSeconds} s; SIGHUP reloads authentication and certificate.`,
  ];
  if (!secure && !loopback.test(listen.host))
    warnings.push(
      `listen: passwords and tokens are sent unencrypted to ${listen.host}: set listen.tls, or listen on 127.0.0.1 behind a TLS proxy`,
    );
  if (listen.trustedProxies.some((range) => range.endsWith('/0')))
    warnings.push('listen.trustedProxies: all addresses are trusted, so clients can forge their address');
  if (observability.enabled && !loopback.test(observability.host))
    warnings.push(
      `observability: ${observability.host}:${observability.port} serves metrics without authentication`,
    );
  if (auth.jwt?.jwksUrl?.startsWith('http://') === true)
    warnings.push('auth.jwt.jwksUrl: keys fetched over plain http can be replaced in transit');
  if (auth.jwt !== undefined && auth.jwt.audience === undefined)
    warnings.push('auth.jwt.audience: not set: tokens issued for other programs are accepted');
  return { lines, warnings };
}

function certificateLines({ certificate }: FileContents, now: number, warnings: string[]): readonly string[] {
  if (certificate === undefined) return ['TLS: off.'];
  try {
    const { names, validTo } = describeCertificate(certificate.cert);
    const days = Math.floor((validTo.getTime() - now) / 86_400_000);
    if (days < 0) warnings.push(`listen.tls.certFile: certificate expired on ${day(validTo)}`);
    else if (days < 21) warnings.push(`listen.tls.certFile: certificate expires in ${days} days`);
    return [`TLS: certificate for ${names}, valid until ${day(validTo)}.`];
  } catch {
    return [];
  }
}

function authLines({ auth }: RelaySettings, secure: boolean, warnings: string[]): readonly string[] {
  const { jwt, signIn, origins, blocked } = auth;
  const claims = [
    ...(jwt?.issuer === undefined ? [] : [`issued by ${jwt.issuer}`]),
    ...(jwt?.audience === undefined ? [] : [`for audience ${jwt.audience}`]),
  ].join(' and ');
  const keys =
    jwt?.jwksUrl !== undefined
      ? `the keys at ${jwt.jwksUrl}`
      : jwt?.publicKeyFile !== undefined
        ? `the public key in ${jwt.publicKeyFile}`
        : 'a shared secret';
  if (signIn?.enabled === true && signIn.secretFile === undefined && signIn.secret === undefined)
    warnings.push('auth.signIn.secretFile: not set: agents must sign in again after a restart');
  return [
    ...(jwt === undefined
      ? []
      : [`Tokens: accepted${claims === '' ? '' : ` if ${claims}`}, verified with ${keys}.`]),
    ...(signIn?.enabled === true
      ? [
          `Sign-in: ${secure ? 'https' : 'http'}://.../sign-in with the CCX password; tokens are valid for ${signIn.expiresInSeconds} s.`,
        ]
      : []),
    origins === undefined
      ? "Origins: the relay's own, and programs other than browsers."
      : `Origins: ${origins.join(', ')}, and programs other than browsers.`,
    ...(blocked.length === 0 ? [] : [`Blocked: ${blocked.join(', ')}.`]),
  ];
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function withoutPassword(address: string): string {
  return address.replace(/[^/@\s]+@/, '');
}
