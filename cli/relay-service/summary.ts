/** What a relay with these settings will do, in sentences; and what its owner may want to think about. */
import { describeCertificate, type FileContents } from './files.ts';
import type { RelaySettings } from './schema.ts';

export interface Description {
  readonly sentences: readonly string[];
  readonly cautions: readonly string[];
}

const loopback = /^(127\.|localhost$|::1$|\[::1\]$)/;

/** Describes. */
export function describe(settings: RelaySettings, files: FileContents, now: number): Description {
  const { ccx, listen, auth, policy, cluster, operations, log, audit, drainSeconds } = settings;
  const cautions: string[] = [];
  const nodes = ccx.nodes.map((node) => (/:\d+$/.test(node) ? node : `${node}:42027`));
  const secure = files.certificate !== undefined;
  const lines = [
    `It keeps one session with CCX (client ID ${ccx.clientId}, protocol ${ccx.protocolVersion}) at ${nodes.join(', else ')}${ccx.tls ? ', through TLS' : ''}.`,
    ...(cluster === undefined
      ? []
      : [
          `It shares that session with the other relays of the cluster ${cluster.cluster}, over NATS at ${cluster.servers.map(withoutPassword).join(', ')}: one of them holds it, and another takes over about ${cluster.leaseSeconds * 1.25} s after the holder has died, or when it has not reached CCX for ${cluster.resignSeconds} s.`,
        ]),
    `Browsers reach it at ${secure ? 'wss' : 'ws'}://${listen.host}:${listen.port}${listen.path}.`,
    ...(listen.trustedProxies.length === 0
      ? []
      : [
          `It believes what ${listen.trustedProxies.join(', ')} write in X-Forwarded-For; limits, logs and the audit trail know browsers by that address.`,
        ]),
    ...certificateLines(files, now, cautions),
    ...authLines(settings, secure, cautions),
    ...Object.entries(policy.onDisconnect ?? {})
      .filter(([, { action }]) => action !== 'nothing')
      .map(
        ([role, { action, graceSeconds = 15 }]) =>
          `When the last browser of ${role === 'agent' || role === 'admin' ? 'an' : 'a'} ${role} is gone for ${graceSeconds} s, the agent ${action === 'logout' ? 'is logged out' : 'becomes not ready'}; a call is let finish first.`,
      ),
    ...(policy.dedicated.length === 0
      ? []
      : [`Each ${policy.dedicated.join(' and each ')} gets a session with CCX of their own.`]),
    operations.enabled
      ? `Health checks and Prometheus ask http://${operations.host}:${operations.port} for /healthz, /readyz and /metrics.`
      : 'It answers no health checks and shows no metrics.',
    log.to === 'off' || log.level === 'silent'
      ? 'It logs nothing.'
      : `It logs to ${log.to}, level ${log.level} and above; passwords, tokens and caller data are taken out.`,
    audit.to === 'off'
      ? 'It keeps no audit trail.'
      : `Every command leaves a line in the audit trail: ${audit.to}.`,
    `On SIGTERM it tells the browsers, ends the session with CCX in order and is gone within ${drainSeconds} s; SIGHUP reloads who is let in, and the certificate.`,
  ];
  if (!secure && !loopback.test(listen.host))
    cautions.push(
      `listen: passwords and tokens travel unencrypted to ${listen.host}: set listen.tls, or listen on 127.0.0.1 behind a proxy with TLS`,
    );
  if (listen.trustedProxies.some((range) => range.endsWith('/0')))
    cautions.push('listen.trustedProxies: everybody is trusted, and may come under any address');
  if (operations.enabled && !loopback.test(operations.host))
    cautions.push(`operations: whoever reaches ${operations.host}:${operations.port} may read the metrics`);
  if (auth.jwt?.jwksUrl?.startsWith('http://') === true)
    cautions.push('auth.jwt.jwksUrl: keys that come over plain http can be exchanged on the way');
  if (auth.jwt !== undefined && auth.jwt.audience === undefined)
    cautions.push('auth.jwt.audience: is not set, so tokens that were made for other programs hold here too');
  return { sentences: lines, cautions };
}

function certificateLines({ certificate }: FileContents, now: number, cautions: string[]): readonly string[] {
  if (certificate === undefined) return ['It speaks no TLS itself.'];
  try {
    const { names, validTo } = describeCertificate(certificate.cert);
    const days = Math.floor((validTo.getTime() - now) / 86_400_000);
    if (days < 0) cautions.push(`listen.tls.certFile: the certificate ended on ${day(validTo)}`);
    else if (days < 21) cautions.push(`listen.tls.certFile: the certificate ends in ${days} days`);
    return [`Its certificate is for ${names} and holds until ${day(validTo)}.`];
  } catch {
    return [];
  }
}

function authLines({ auth }: RelaySettings, secure: boolean, cautions: string[]): readonly string[] {
  const { jwt, signIn, origins, blocked } = auth;
  const whose = [
    ...(jwt?.issuer === undefined ? [] : [`issued by ${jwt.issuer}`]),
    ...(jwt?.audience === undefined ? [] : [`made for ${jwt.audience}`]),
  ].join(' and ');
  const keys =
    jwt?.jwksUrl !== undefined
      ? `the keys at ${jwt.jwksUrl}`
      : jwt?.publicKeyFile !== undefined
        ? `the public key in ${jwt.publicKeyFile}`
        : 'a shared secret';
  if (signIn?.enabled === true && signIn.secretFile === undefined && signIn.secret === undefined)
    cautions.push('auth.signIn.secretFile: is not set, so everybody has to sign in again after a restart');
  return [
    ...(jwt === undefined
      ? []
      : [`It takes tokens${whose === '' ? '' : ` ${whose}`}, checked with ${keys}.`]),
    ...(signIn?.enabled === true
      ? [
          `Agents sign in at ${secure ? 'https' : 'http'}://…/sign-in with the password that CCX knows, for ${signIn.expiresInSeconds} s at a time.`,
        ]
      : []),
    origins === undefined
      ? 'Only pages of its own origin may connect, and programs that are no browsers.'
      : `Pages of ${origins.join(', ')} may connect, and programs that are no browsers.`,
    ...(blocked.length === 0 ? [] : [`These are never let in: ${blocked.join(', ')}.`]),
  ];
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function withoutPassword(address: string): string {
  return address.replace(/[^/@\s]+@/, '');
}
