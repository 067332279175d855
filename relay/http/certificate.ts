/**
 * The certificate that the relay shows.
 * @module
 */
import type { Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { CtiError } from 'rxcti';
import type { ListenOptions } from '../options.ts';

/** Certificate and key as PEM. */
export type Certificate = NonNullable<ListenOptions['tls']>;

/** Both as texts. */
export function asTexts({ cert, key }: Certificate): { readonly cert: string; readonly key: string } {
  return { cert: asText(cert), key: asText(key) };
}

/** Whether a server can change its certificate while it listens; Bun's cannot. */
export function canRenew(server: Server): boolean {
  return 'setSecureContext' in server;
}

/** Shows another certificate from the next connection on. */
export function renewCertificate(server: Server, renewed: Certificate): void {
  (server as SecureServer).setSecureContext(asTexts(renewed));
}

/** @throws {CtiError} `INVALID_ARGUMENT` when certificate and key do not fit. */
export function checkCertificate(certificate: Certificate): void {
  try {
    createSecureContext(asTexts(certificate));
  } catch (cause) {
    throw new CtiError('INVALID_ARGUMENT', `tls: ${String(cause)}`, { argument: 'tls' }, { cause });
  }
}

function asText(pem: string | Uint8Array): string {
  return typeof pem === 'string' ? pem : new TextDecoder().decode(pem);
}
