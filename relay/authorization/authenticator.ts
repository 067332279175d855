/**
 * Authentication: verifies tokens by options that can be replaced while the relay runs.
 * @module
 */
import { CtiError } from 'rxcti';
import type { Role } from './rights.ts';
import {
  createVerifier,
  isExpiredToken,
  type TokenIssuer,
  TokenRefused,
  type VerifyToken,
} from './tokens.ts';

/** How clients authenticate: tokens of an identity provider, CCX credentials, or both. */
export interface AuthOptions {
  /** Tokens of an identity provider. */
  readonly jwt?: TokenIssuer;
  /** `POST /sign-in` exchanges agent ID and password, verified by CCX, for a short-lived token of the relay. */
  readonly signIn?: SignInOptions;
  /**
   * Origins whose pages may connect, such as `https://desk.example.com`. Default: the relay's own origin. Programs other
   * than browsers send no Origin header and need only a token.
   */
  readonly origins?: readonly string[];
  /** Subjects and agent IDs that are always refused. */
  readonly blocked?: readonly string[];
}

/** How agents sign in with their CCX password. */
export interface SignInOptions {
  /** Secret that signs the tokens, at least 32 bytes. Default: random, so that tokens end when the relay stops. */
  readonly secret?: string | Uint8Array;
  /** Token lifetime. Default 900. */
  readonly expiresInSeconds?: number;
  /** Role of an agent who signed in. Default: `supervisor` if CCX says so, otherwise `agent`. */
  readonly roleOf?: (agent: { readonly agentId: string; readonly isSupervisor: boolean }) => Role;
}

/** The issuer and the audience of the relay's own tokens. */
export const ownIssuer = 'rxcti-relay';

/** Verifies tokens by the current options. */
export interface Authenticator {
  /** The current options. */
  readonly auth: AuthOptions;
  /** Secret that signs the relay's own tokens. */
  readonly signInSecret: Uint8Array;
  readonly verify: VerifyToken;
  /**
   * Replaces the options.
   * @throws {CtiError} `INVALID_ARGUMENT`; the options stay as they were.
   */
  update(auth: AuthOptions): void;
}

/** @throws {CtiError} `INVALID_ARGUMENT`. */
export function createAuthenticator(
  initial: AuthOptions,
  isClustered: boolean,
  now: () => number,
): Authenticator {
  const random = crypto.getRandomValues(new Uint8Array(32));
  const make = (auth: AuthOptions): AuthState => {
    checkOptions(auth, isClustered);
    return createState(auth, random, now);
  };
  let state = make(initial);
  return {
    get auth() {
      return state.auth;
    },
    get signInSecret() {
      return state.signInSecret;
    },
    verify: (token) => state.verify(token),
    update(auth) {
      state = make(auth);
    },
  };
}

type AuthState = Omit<Authenticator, 'update'>;

function createState(auth: AuthOptions, random: Uint8Array, now: () => number): AuthState {
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
        throw new TokenRefused('user is blocked');
      return rights;
    },
  };
}

/** Tries the relay's own tokens first, then those of the identity provider. An expired token is reported as expired. */
function firstOf(verifiers: readonly VerifyToken[]): VerifyToken {
  return async (token) => {
    let last: unknown = new TokenRefused('no token issuer is configured');
    for (const verify of verifiers) {
      try {
        return await verify(token);
      } catch (error) {
        if (!isExpiredToken(last)) last = error;
      }
    }
    throw last;
  };
}

function checkOptions(auth: AuthOptions, isClustered: boolean): void {
  const invalid = (argument: string, message: string): never => {
    throw new CtiError('INVALID_ARGUMENT', message, { argument });
  };
  if (auth.jwt === undefined && auth.signIn === undefined)
    invalid('auth', 'auth: required: jwt, signIn or both');
  for (const [argument, secret] of [
    ['auth.jwt.secret', auth.jwt?.secret],
    ['auth.signIn.secret', auth.signIn?.secret],
  ] as const) {
    if (secret !== undefined && bytesOf(secret).byteLength < 32)
      invalid(argument, `${argument}: must be at least 32 bytes`);
  }
  if (isClustered && auth.signIn !== undefined && auth.signIn.secret === undefined) {
    const reason = 'all relays of a cluster need the same secret';
    invalid('auth.signIn.secret', `auth.signIn.secret: required: ${reason}`);
  }
  if (auth.jwt === undefined) return;
  const { secret, publicKey, jwksUrl } = auth.jwt;
  if ([secret, publicKey, jwksUrl].filter((source) => source !== undefined).length !== 1)
    invalid('auth.jwt', 'auth.jwt: required: exactly one of secret, publicKey and jwksUrl');
}

function bytesOf(secret: string | Uint8Array): Uint8Array {
  return typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
}
