/**
 * How a relay authenticates with NATS. No secret appears in messages or logs.
 * @module
 */
import {
  credsAuthenticator,
  type NodeConnectionOptions,
  nkeyAuthenticator,
  nkeys,
} from '@nats-io/transport-node';
import { CtiError } from 'rxcti';

/** Options of `nats()` for authentication; several may be combined. */
export interface NatsCredentials {
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  /** Contents of a `.creds` file. */
  readonly credentials?: string | Uint8Array;
  /** Seed of an nkey: `SU...`. */
  readonly nkeySeed?: string;
  /** TLS options as in Node's `tls.connect`: PEM texts or files. An empty object: TLS without a client certificate. */
  readonly tls?: NodeConnectionOptions['tls'];
}

type Authentication = Pick<NodeConnectionOptions, 'user' | 'pass' | 'token' | 'authenticator' | 'tls'>;

/** @throws {CtiError} `INVALID_ARGUMENT` for malformed credentials. */
export function authenticationOf(options: NatsCredentials): Authentication {
  const { user, password, token, tls } = options;
  const authenticator = authenticatorOf(options);
  return {
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { pass: password }),
    ...(token === undefined ? {} : { token }),
    ...(authenticator === undefined ? {} : { authenticator }),
    ...(tls === undefined ? {} : { tls }),
  };
}

/** The kinds of credentials, for messages. */
export function credentialKinds({ user, token, nkeySeed, credentials, tls }: NatsCredentials): string {
  const kinds = [
    user !== undefined && 'user and password',
    token !== undefined && 'token',
    nkeySeed !== undefined && 'nkey',
    credentials !== undefined && 'credentials file',
    (tls?.cert ?? tls?.certFile) !== undefined && 'client certificate',
  ].filter((kind) => kind !== false);
  return kinds.length === 0 ? 'no credentials' : kinds.join(', ');
}

function authenticatorOf({ credentials, nkeySeed }: NatsCredentials): NodeConnectionOptions['authenticator'] {
  if (credentials !== undefined) {
    const text = typeof credentials === 'string' ? credentials : new TextDecoder().decode(credentials);
    const parts = /-----BEGIN NATS USER JWT-----.+-----BEGIN USER NKEY SEED-----\s*(\S+)/s.exec(text);
    check('credentials', isSeed(parts?.[1]), 'must be the contents of a .creds file: a JWT and a seed');
    return credsAuthenticator(new TextEncoder().encode(text));
  }
  if (nkeySeed === undefined) return undefined;
  const seed = nkeySeed.trim();
  check('nkeySeed', isSeed(seed), 'must be the seed of a user: 58 characters that start with SU');
  return nkeyAuthenticator(new TextEncoder().encode(seed));
}

function isSeed(text: string | undefined): boolean {
  if (text?.startsWith('SU') !== true) return false;
  try {
    nkeys.fromSeed(new TextEncoder().encode(text));
    return true;
  } catch {
    return false;
  }
}

/** @throws {CtiError} `INVALID_ARGUMENT` unless the option is valid. */
export function check(argument: string, isValid: boolean, rule: string): void {
  if (!isValid) throw new CtiError('INVALID_ARGUMENT', `nats(): ${argument} ${rule}`, { argument });
}
