/**
 * JSON Web Tokens: verification, claims and signing.
 * @module
 */
import {
  createRemoteJWKSet,
  importJWK,
  importSPKI,
  type JWK,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose';
import { type Rights, type Role, roles } from './rights.ts';

/** Accepted signature algorithms. `none` is never accepted. */
export type TokenAlgorithm =
  | 'HS256'
  | 'HS384'
  | 'HS512'
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'EdDSA';

/** A token issuer and its keys: exactly one of `secret`, `publicKey` and `jwksUrl`. */
export interface TokenIssuer {
  /** Secret shared with the issuer, at least 32 bytes; HS256 by default. */
  readonly secret?: string | Uint8Array;
  /** The issuer's public key, as PEM (SPKI) or JWK; set `algorithms` to its algorithm. */
  readonly publicKey?: string | JWK;
  /** URL of the issuer's key set (JWKS). */
  readonly jwksUrl?: string | URL;
  /** Default: HS256 with a secret, otherwise RS256, ES256 and EdDSA. */
  readonly algorithms?: readonly TokenAlgorithm[];
  /** Required `iss` claim. */
  readonly issuer?: string;
  /** Required `aud` claim. */
  readonly audience?: string;
  /** Accepted clock skew. Default 5. */
  readonly clockToleranceSeconds?: number;
  /**
   * Maps a verified token's claims to rights; throws to refuse the user. Default: the claims `role`, `agentId` (or `sub`) and
   * `teams`.
   */
  readonly rightsOf?: (claims: Readonly<Record<string, unknown>>) => Omit<Rights, 'expiresAt' | 'subject'>;
}

/** A token was refused. The message never contains the token. */
export class TokenRefused extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'TokenRefused';
  }
}

/** False if the issuer's keys were unavailable, so that the token may be valid. */
export function isFinalRefusal(refusal: TokenRefused): boolean {
  const { cause } = refusal;
  if (cause === undefined) return true;
  const code = String((cause as { readonly code?: unknown }).code);
  return /^ERR_(JWT|JWS)_|^ERR_JOSE_(ALG_NOT_ALLOWED|NOT_SUPPORTED)$|^ERR_JWKS_NO_MATCHING_KEY$/.test(code);
}

/** True if the token is valid except for its age. */
export function isExpiredToken(error: unknown): boolean {
  if (!(error instanceof TokenRefused)) return false;
  return (error.cause as { readonly code?: unknown } | undefined)?.code === 'ERR_JWT_EXPIRED';
}

/** Resolves with the rights of a token. Rejects with {@link TokenRefused}. */
export type VerifyToken = (token: string) => Promise<Rights>;

/** Verifies the tokens of one issuer. */
export function createVerifier(issuer: TokenIssuer, now: () => number): VerifyToken {
  const algorithms = [
    ...(issuer.algorithms ?? (issuer.secret === undefined ? ['RS256', 'ES256', 'EdDSA'] : ['HS256'])),
  ];
  const { rightsOf = rightsOfClaims, clockToleranceSeconds = 5 } = issuer;
  const key = keyOf(issuer, algorithms[0] as string);
  return async (token) => {
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, await key(), {
        algorithms,
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(now()),
        requiredClaims: ['exp', 'sub'],
        ...(issuer.issuer === undefined ? {} : { issuer: issuer.issuer }),
        ...(issuer.audience === undefined ? {} : { audience: issuer.audience }),
      }));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new TokenRefused(`token verification failed: ${reason}`, { cause });
    }
    let rights: ReturnType<typeof rightsOf>;
    try {
      rights = rightsOf(payload);
    } catch (error) {
      if (error instanceof TokenRefused) throw error;
      throw new TokenRefused(`rightsOf failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    return {
      ...rights,
      subject: payload.sub as string,
      expiresAt: (payload.exp as number) * 1000,
    };
  };
}

/** Maps the claims `role`, `agentId` (or `sub`) and `teams` to rights. */
export function rightsOfClaims(
  claims: Readonly<Record<string, unknown>>,
): Omit<Rights, 'expiresAt' | 'subject'> {
  const { role, sub, agentId = sub, teams } = claims;
  if (!isRole(role)) throw new TokenRefused('missing or unknown role claim');
  if (teams !== undefined && !(Array.isArray(teams) && teams.every(Number.isInteger)))
    throw new TokenRefused('the teams claim must be a list of numbers');
  const named = role === 'agent' || role === 'supervisor' || claims.agentId !== undefined;
  if (named && (typeof agentId !== 'string' || agentId === ''))
    throw new TokenRefused('missing agentId claim');
  return {
    role,
    ...(named ? { agentId: agentId as string } : {}),
    ...(teams === undefined ? {} : { teamIds: teams as readonly number[] }),
  };
}

/** Contents of a token signed with `signToken()`. */
export interface TokenContents {
  readonly secret: string | Uint8Array;
  readonly role: Role;
  readonly agentId?: string;
  /** Default: the agent ID, or the role. */
  readonly subject?: string;
  readonly teams?: readonly number[];
  /** Default 3600. */
  readonly expiresInSeconds?: number;
  readonly issuer?: string;
  readonly audience?: string;
}

/**
 * Signs a token with a shared secret (HS256), for programs without an identity provider.
 *
 * @example
 * ```ts
 * import { signToken } from '@rxcti/relay';
 *
 * const token = await signToken({ secret: 'a secret of at least 32 bytes ...', role: 'agent', agentId: 'jdoe' });
 * ```
 */
export function signToken(contents: TokenContents): Promise<string> {
  const { secret, role, agentId, teams, subject = agentId ?? role, expiresInSeconds = 3600 } = contents;
  const token = new SignJWT({
    role,
    ...(agentId === undefined ? {} : { agentId }),
    ...(teams === undefined ? {} : { teams: [...teams] }),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInSeconds);
  if (contents.issuer !== undefined) token.setIssuer(contents.issuer);
  if (contents.audience !== undefined) token.setAudience(contents.audience);
  return token.sign(secretBytes(secret));
}

function keyOf(issuer: TokenIssuer, algorithm: string): () => Promise<JWTVerifyGetKey> {
  const { secret, publicKey, jwksUrl } = issuer;
  if (jwksUrl !== undefined) {
    const keys = createRemoteJWKSet(new URL(jwksUrl));
    return () => Promise.resolve(keys);
  }
  const fixed =
    secret !== undefined
      ? Promise.resolve(secretBytes(secret))
      : typeof publicKey === 'string'
        ? importSPKI(publicKey, algorithm)
        : importJWK(publicKey as JWK, algorithm);
  fixed.catch(() => {}); // reported for each token that needs the key
  return async () => {
    const key = await fixed;
    return () => Promise.resolve(key);
  };
}

function secretBytes(secret: string | Uint8Array): Uint8Array {
  return typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
}

function isRole(value: unknown): value is Role {
  return typeof value === 'string' && (roles as readonly string[]).includes(value);
}
