/** Exchanges an agent's credentials for what the relay lets a browser in with. */
import { timesOf } from './token-times.ts';

export interface Credentials {
  readonly agentId: string;
  readonly password: string;
  readonly extension: string;
}

export type Role = 'agent' | 'supervisor' | 'wallboard' | 'admin';

/** Who is signed in. The password stays in memory, for the login at the phone and for tokens to come. */
export interface Account extends Credentials {
  readonly role: Role;
  readonly token: string;
  /** How far the relay's clock was ahead of this computer's, to the second. */
  readonly clockOffsetMs: number;
}

/** Why the relay said no; `message` is a key of the language tables under `signIn`. */
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
  const { iat } = timesOf(token);
  const clockOffsetMs = iat === undefined ? 0 : iat * 1000 - Date.now();
  return { ...credentials, token, role, clockOffsetMs };
}
