/**
 * Who is let in, as it is now: it can be changed while the relay runs.
 * @module
 */
import { CtiError } from 'rxcti';
import type { AuthOptions } from '../options.ts';
import { createVerifier, TokenRefused, type VerifyToken } from './tokens.ts';

/** The issuer and the audience of the relay's own tokens. */
export const ownIssuer = 'rxcti-relay';

export interface Gate {
  /** What holds now. */
  readonly auth: AuthOptions;
  /** Signs the relay's own tokens; the same for the relay's whole run unless one is named. */
  readonly signInSecret: Uint8Array;
  readonly verify: VerifyToken;
  /**
   * Lets in by other rules from now on.
   * @throws {CtiError} `INVALID_ARGUMENT`; the rules stay as they were.
   */
  change(auth: AuthOptions): void;
}

/** @throws {CtiError} `INVALID_ARGUMENT`. */
export function createGate(first: AuthOptions, isClustered: boolean, now: () => number): Gate {
  const random = crypto.getRandomValues(new Uint8Array(32));
  const make = (auth: AuthOptions): Omit<Gate, 'change'> => {
    checkAuth(auth, isClustered);
    return rulesOf(auth, random, now);
  };
  let rules = make(first);
  return {
    get auth() {
      return rules.auth;
    },
    get signInSecret() {
      return rules.signInSecret;
    },
    verify: (token) => rules.verify(token),
    change(auth) {
      rules = make(auth);
    },
  };
}

function rulesOf(auth: AuthOptions, random: Uint8Array, now: () => number): Omit<Gate, 'change'> {
  const signInSecret = auth.signIn?.secret === undefined ? random : bytesOf(auth.signIn.secret);
  const verifiers = [
    ...(auth.signIn === undefined
      ? []
      : [createVerifier({ secret: signInSecret, issuer: ownIssuer, audience: ownIssuer }, now)]),
    ...(auth.jwt === undefined ? [] : [createVerifier(auth.jwt, now)]),
  ];
  const blocked = new Set(auth.blocked);
  const verify = firstOf(verifiers);
  return {
    auth,
    signInSecret,
    async verify(token) {
      const rights = await verify(token);
      if (blocked.has(rights.subject) || (rights.agentId !== undefined && blocked.has(rights.agentId)))
        throw new TokenRefused('the user is blocked');
      return rights;
    },
  };
}

/** The relay's own tokens and those of the identity provider; the first that holds counts. */
function firstOf(verifiers: readonly VerifyToken[]): VerifyToken {
  return async (token) => {
    let last: unknown = new TokenRefused('no tokens are taken');
    for (const verify of verifiers) {
      try {
        return await verify(token);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  };
}

function checkAuth(auth: AuthOptions, isClustered: boolean): void {
  const wrong = (argument: string, message: string): never => {
    throw new CtiError('INVALID_ARGUMENT', message, { argument });
  };
  if (auth.jwt === undefined && auth.signIn === undefined)
    wrong('auth', 'auth: name jwt or signIn, else nobody could come in');
  for (const [argument, secret] of [
    ['auth.jwt.secret', auth.jwt?.secret],
    ['auth.signIn.secret', auth.signIn?.secret],
  ] as const) {
    if (secret !== undefined && bytesOf(secret).byteLength < 32)
      wrong(argument, `${argument} is too short: 32 bytes at least`);
  }
  if (isClustered && auth.signIn !== undefined && auth.signIn.secret === undefined) {
    const rule = 'in a cluster all relays take the tokens of each: give them one secret';
    wrong('auth.signIn.secret', `auth.signIn.secret: ${rule}`);
  }
  if (auth.jwt === undefined) return;
  const { secret, publicKey, jwksUrl } = auth.jwt;
  if ([secret, publicKey, jwksUrl].filter((source) => source !== undefined).length !== 1)
    wrong('auth.jwt', 'auth.jwt: name exactly one of secret, publicKey and jwksUrl');
}

function bytesOf(secret: string | Uint8Array): Uint8Array {
  return typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
}
