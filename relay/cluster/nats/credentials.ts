/**
 * What a relay shows to be let in by NATS. None of it comes into a message or a log.
 * @module
 */
import {
  credsAuthenticator,
  type NodeConnectionOptions,
  nkeyAuthenticator,
  nkeys,
} from '@nats-io/transport-node';
import { CtiError } from 'rxcti';
import type { NatsOptions } from './nats.ts';

type Shown = Pick<NodeConnectionOptions, 'user' | 'pass' | 'token' | 'authenticator' | 'tls'> & {
  /** In words. */
  readonly shown: string;
};

/** @throws {CtiError} `INVALID_ARGUMENT` for what can be no credentials. */
export function credentialsOf(options: NatsOptions): Shown {
  const { user, password, token, tls } = options;
  const authenticator = authenticatorOf(options);
  return {
    shown: inWords(options),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { pass: password }),
    ...(token === undefined ? {} : { token }),
    ...(authenticator === undefined ? {} : { authenticator }),
    ...(tls === undefined ? {} : { tls }),
  };
}

function inWords(options: NatsOptions): string {
  const shown = [
    options.user !== undefined && 'its user and password',
    options.token !== undefined && 'its token',
    options.nkeySeed !== undefined && 'its nkey',
    options.credentials !== undefined && 'its credentials',
    (options.tls?.cert ?? options.tls?.certFile) !== undefined && 'its certificate',
  ].filter((each) => each !== false);
  return shown.length === 0 ? 'no credentials' : shown.join(', ');
}

function authenticatorOf({ credentials, nkeySeed }: NatsOptions): NodeConnectionOptions['authenticator'] {
  if (credentials !== undefined) {
    const text = typeof credentials === 'string' ? credentials : new TextDecoder().decode(credentials);
    const parts = /-----BEGIN NATS USER JWT-----.+-----BEGIN USER NKEY SEED-----\s*(\S+)/s.exec(text);
    check('credentials', isSeed(parts?.[1]), 'the contents of a .creds file: a JWT and a seed');
    return credsAuthenticator(new TextEncoder().encode(text));
  }
  if (nkeySeed === undefined) return undefined;
  const seed = nkeySeed.trim();
  check('nkeySeed', isSeed(seed), 'the seed of a user: 58 letters that begin with SU');
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

/** @throws {CtiError} `INVALID_ARGUMENT`. */
export function check(argument: string, holds: boolean, rule: string): void {
  if (!holds) throw new CtiError('INVALID_ARGUMENT', `nats(): ${argument}: ${rule}`, { argument });
}
