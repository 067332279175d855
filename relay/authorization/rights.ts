/**
 * The rights of an authenticated user.
 * @module
 */

/**
 * What a user may see and do. `agent`: their own state and phone. `supervisor`: their teams. `wallboard`: everything but
 * caller data, read-only. `admin`: everything.
 */
export type Role = 'agent' | 'supervisor' | 'wallboard' | 'admin';

/** All roles. */
export const roles: readonly Role[] = ['agent', 'supervisor', 'wallboard', 'admin'];

/** An authenticated user. */
export interface Rights {
  readonly role: Role;
  /** The token's subject, for logs. */
  readonly subject: string;
  /** Agent ID of the user; always set for agents and supervisors. */
  readonly agentId?: string;
  /** A supervisor's teams, if the token has them. Default: the teams that CCX assigns to the supervisor. */
  readonly teamIds?: readonly number[];
  /** Token expiry, in milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** True if both tokens are of the same user with the same rights, so that a session may pass from one to the other. */
export function sameUser(a: Rights, b: Rights): boolean {
  return a.subject === b.subject && scopeKey(a) === scopeKey(b);
}

/** Users with equal keys see the same part of the contact center. */
export function scopeKey({ role, agentId, teamIds }: Rights): string {
  if (role === 'admin' || role === 'wallboard') return role;
  return JSON.stringify([role, agentId, teamIds === undefined ? null : [...teamIds].sort((a, b) => a - b)]);
}
