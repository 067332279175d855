/**
 * The certificate that the relay shows.
 * @module
 */
import type { Server } from 'node:http';
import { createSecureContext, type Server as SecureServer } from 'node:tls';
import { CtiError } from '../../../core/index.ts';
import type { ListenOptions } from '../options.ts';

/** Certificate and key as PEM. */
export type Certificate = NonNullable<ListenOptions['tls']>;

/** Both as texts. */
export function asTexts({ cert, key }: Certificate): { readonly cert: string; readonly key: string } {
  return { cert: asText(cert), key: asText(key) };
}

/**
 * Shows another certificate from the next connection on.
 * @throws {CtiError} `INVALID_ARGUMENT` when the two do not fit, when the server speaks plain HTTP, and on Bun, whose
 * servers cannot change theirs.
 */
export function renewCertificate(server: Server, renewed: Certificate): void {
  const texts = asTexts(renewed);
  const { setSecureContext } = server as unknown as Partial<SecureServer>;
  if (setSecureContext === undefined) {
    const message = 'tls: this server cannot change its certificate while it runs: start the relay anew';
    throw new CtiError('INVALID_ARGUMENT', message, { argument: 'tls' });
  }
  try {
    createSecureContext(texts);
    setSecureContext.call(server, texts);
  } catch (cause) {
    throw new CtiError('INVALID_ARGUMENT', `tls: ${String(cause)}`, { argument: 'tls' }, { cause });
  }
}

function asText(pem: string | Uint8Array): string {
  return typeof pem === 'string' ? pem : new TextDecoder().decode(pem);
}
