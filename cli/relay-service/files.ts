/** The files that a configuration names: read now, watched later. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { RelaySettings } from './schema.ts';
import { ConfigurationError } from './sources.ts';

/** What the files hold. Secrets: not to be shown. */
export interface FileContents {
  readonly certificate?: { readonly cert: string; readonly key: string };
  readonly ccxPassword?: string;
  readonly jwtSecret?: string;
  readonly jwtPublicKey?: string;
  readonly signInSecret?: string;
  readonly clusterPassword?: string;
  readonly clusterToken?: string;
  readonly clusterCredentials?: string;
  readonly clusterNkeySeed?: string;
  readonly clusterCa?: string;
  readonly clusterCert?: string;
  readonly clusterKey?: string;
}

type Name = Exclude<keyof FileContents, 'certificate'>;

/** Which setting names which file; the names are relative to the folder of the configuration. */
function namedFiles({
  listen,
  ccx,
  auth,
  cluster,
}: RelaySettings): readonly [string, string | undefined, Name | 'cert' | 'key'][] {
  return [
    ['listen.tls.certFile', listen.tls?.certFile, 'cert'],
    ['listen.tls.keyFile', listen.tls?.keyFile, 'key'],
    ['ccx.passwordFile', ccx.passwordFile, 'ccxPassword'],
    ['auth.jwt.secretFile', auth.jwt?.secretFile, 'jwtSecret'],
    ['auth.jwt.publicKeyFile', auth.jwt?.publicKeyFile, 'jwtPublicKey'],
    ['auth.signIn.secretFile', auth.signIn?.secretFile, 'signInSecret'],
    ['cluster.passwordFile', cluster?.passwordFile, 'clusterPassword'],
    ['cluster.tokenFile', cluster?.tokenFile, 'clusterToken'],
    ['cluster.credentialsFile', cluster?.credentialsFile, 'clusterCredentials'],
    ['cluster.nkeySeedFile', cluster?.nkeySeedFile, 'clusterNkeySeed'],
    ['cluster.tls.caFile', cluster?.tls?.caFile, 'clusterCa'],
    ['cluster.tls.certFile', cluster?.tls?.certFile, 'clusterCert'],
    ['cluster.tls.keyFile', cluster?.tls?.keyFile, 'clusterKey'],
  ];
}

/** What a file must look like, and what it is not when it does not. */
const shapes: Partial<Record<Name | 'cert' | 'key', readonly [RegExp, string]>> = {
  clusterCredentials: [
    /-----BEGIN NATS USER JWT-----.+-----BEGIN USER NKEY SEED-----/s,
    'is no .creds file: it has a JWT and a seed',
  ],
  clusterNkeySeed: [/^\s*SU[A-Z2-7]{56}\s*$/, 'holds no seed of a user: 58 letters that begin with SU'],
};

/** The files themselves, as absolute names. */
export function filesOf(settings: RelaySettings, folder: string): readonly string[] {
  return namedFiles(settings).flatMap(([, name]) => (name === undefined ? [] : [resolve(folder, name)]));
}

/**
 * Reads them all; secrets lose the line's end that editors add.
 * @throws {ConfigurationError} with a line for each that cannot be read, or does not hold what it should.
 */
export function readFiles(settings: RelaySettings, folder: string): FileContents {
  const complaints: string[] = [];
  const texts: Partial<Record<Name | 'cert' | 'key', string>> = {};
  for (const [setting, name, as] of namedFiles(settings)) {
    if (name === undefined) continue;
    const path = resolve(folder, name);
    try {
      texts[as] = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
      const [shape, complaint = ''] = shapes[as] ?? [];
      if (texts[as] === '') complaints.push(`${setting}: ${path} is empty`);
      else if (shape?.test(texts[as]) === false) complaints.push(`${setting}: ${path} ${complaint}`);
    } catch (error) {
      complaints.push(`${setting}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  const { cert, key, ...contents } = texts;
  if (complaints.length === 0 && cert !== undefined && key !== undefined) {
    const reason = misfit(cert, key);
    if (reason !== undefined) complaints.push(`listen.tls: certificate and key cannot be used: ${reason}`);
  }
  const secrets = [
    ['auth.jwt', texts.jwtSecret ?? settings.auth.jwt?.secret],
    ['auth.signIn', texts.signInSecret ?? settings.auth.signIn?.secret],
  ] as const;
  for (const [setting, secret] of secrets) {
    if (secret !== undefined && Buffer.byteLength(secret) < 32)
      complaints.push(`${setting}: the secret is too short: 32 bytes at least`);
  }
  if (complaints.length > 0) throw new ConfigurationError(complaints);
  return { ...contents, ...(cert === undefined || key === undefined ? {} : { certificate: { cert, key } }) };
}

function misfit(cert: string, key: string): string | undefined {
  try {
    createSecureContext({ cert, key });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** For whom a certificate is, and until when. */
export function describeCertificate(cert: string): { readonly names: string; readonly validTo: Date } {
  const { subjectAltName, subject, validTo } = new X509Certificate(cert);
  return { names: (subjectAltName ?? subject).replaceAll('\n', ', '), validTo: new Date(validTo) };
}
