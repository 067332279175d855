/** Exchanges an agent's credentials for a relay token. */

export interface Credentials {
  readonly agentId: string;
  readonly password: string;
  readonly extension: string;
}

export type Role = 'agent' | 'supervisor' | 'wallboard' | 'admin';

/** The signed-in user. The password stays in memory, for phone logins and token renewal. */
export interface Account extends Credentials {
  readonly role: Role;
  readonly token: string;
  /** Relay clock minus local clock, in milliseconds, accurate to a second. */
  readonly clockOffsetMs: number;
}

/** Sign-in failure; `reason` is a key of the language tables under `signIn`. */
export class SignInError extends Error {
  readonly reason: 'wrong' | 'unreachable' | 'refused';
  constructor(reason: SignInError['reason'], message: string) {
    super(message);
    this.name = 'SignInError';
    this.reason = reason;
  }
}

interface Answer {
  readonly token: string;
  readonly role: Role;
}

/** @throws {SignInError} as a rejection. */
export async function signIn(url: string, credentials: Credentials): Promise<Account> {
  const { agentId, password } = credentials;
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agentId, password }),
    });
  } catch (cause) {
    throw new SignInError('unreachable', String(cause));
  }
  if (answer.status === 401) throw new SignInError('wrong', 'wrong credentials');
  if (!answer.ok) {
    const { error = answer.statusText } = (await answer.json().catch(() => ({}))) as { error?: string };
    throw new SignInError(answer.status >= 500 ? 'unreachable' : 'refused', error);
  }
  const { token, role } = (await answer.json()) as Answer;
  const { iat } = tokenTimes(token);
  const clockOffsetMs = iat === undefined ? 0 : iat * 1000 - Date.now();
  return { ...credentials, token, role, clockOffsetMs };
}

/** Issue and expiry time of a token, in seconds since 1970; empty if the token cannot be decoded. */
export function tokenTimes(token: string): { readonly iat?: number; readonly exp?: number } {
  try {
    const contents = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(atob(contents)) as { iat?: number; exp?: number };
  } catch {
    return {};
  }
}
