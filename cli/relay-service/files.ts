/** The files that a configuration names. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { RelaySettings } from './schema.ts';
import { ConfigurationError } from './sources.ts';

/** Contents of the files. They contain secrets: do not print them. */
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

/** Settings with file names, relative to the folder of the configuration. */
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

/** Expected formats, with the error message. */
const formats: Partial<Record<Name | 'cert' | 'key', readonly [RegExp, string]>> = {
  clusterCredentials: [
    /-----BEGIN NATS USER JWT-----.+-----BEGIN USER NKEY SEED-----/s,
    'must be a .creds file with a JWT and a seed',
  ],
  clusterNkeySeed: [
    /^\s*SU[A-Z2-7]{56}\s*$/,
    'must contain the seed of a user: 58 characters that begin with SU',
  ],
};

/** Absolute names of the files. */
export function filesOf(settings: RelaySettings, folder: string): readonly string[] {
  return namedFiles(settings).flatMap(([, name]) => (name === undefined ? [] : [resolve(folder, name)]));
}

/**
 * Reads all files; a line break at the end is removed.
 * @throws {ConfigurationError} with a line for each file that cannot be read or has an unexpected format.
 */
export function readFiles(settings: RelaySettings, folder: string): FileContents {
  const errors: string[] = [];
  const texts: Partial<Record<Name | 'cert' | 'key', string>> = {};
  for (const [setting, name, as] of namedFiles(settings)) {
    if (name === undefined) continue;
    const path = resolve(folder, name);
    try {
      texts[as] = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
      const [format, message = ''] = formats[as] ?? [];
      if (texts[as] === '') errors.push(`${setting}: ${path} is empty`);
      else if (format?.test(texts[as]) === false) errors.push(`${setting}: ${path} ${message}`);
    } catch (error) {
      errors.push(`${setting}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  const { cert, key, ...contents } = texts;
  if (errors.length === 0 && cert !== undefined && key !== undefined) {
    const reason = certificateError(cert, key);
    if (reason !== undefined) errors.push(`listen.tls: certificate or key unusable: ${reason}`);
  }
  const secrets = [
    ['auth.jwt', texts.jwtSecret ?? settings.auth.jwt?.secret],
    ['auth.signIn', texts.signInSecret ?? settings.auth.signIn?.secret],
  ] as const;
  for (const [setting, secret] of secrets) {
    if (secret !== undefined && Buffer.byteLength(secret) < 32)
      errors.push(`${setting}: secret must be at least 32 bytes`);
  }
  if (errors.length > 0) throw new ConfigurationError(errors);
  return { ...contents, ...(cert === undefined || key === undefined ? {} : { certificate: { cert, key } }) };
}

function certificateError(cert: string, key: string): string | undefined {
  try {
    createSecureContext({ cert, key });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Names and expiry of a certificate. */
export function describeCertificate(cert: string): { readonly names: string; readonly validTo: Date } {
  const { subjectAltName, subject, validTo } = new X509Certificate(cert);
  return { names: (subjectAltName ?? subject).replaceAll('\n', ', '), validTo: new Date(validTo) };
}
