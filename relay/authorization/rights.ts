/**
 * Who a browser speaks for.
 * @module
 */

/**
 * What a user may see and do: an agent the own state and phone, a supervisor the own teams, a wallboard everything but
 * caller data and without a hand in it, an admin everything.
 */
export type Role = 'agent' | 'supervisor' | 'wallboard' | 'admin';

/** All roles. */
export const roles: readonly Role[] = ['agent', 'supervisor', 'wallboard', 'admin'];

/** A user who was let in. */
export interface Rights {
  readonly role: Role;
  /** Who it is, for logs: the token's subject. */
  readonly subject: string;
  /** The agent whom the user is; always there for agents and supervisors. */
  readonly agentId?: string;
  /** A supervisor's teams, where the token names them; otherwise those that CCX names the supervisor in. */
  readonly teamIds?: readonly number[];
  /** When the token ends, in milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** True when two tokens speak for the same user with the same rights: a session may pass from one to the other. */
export function sameUser(a: Rights, b: Rights): boolean {
  return a.subject === b.subject && scopeKey(a) === scopeKey(b);
}

/** Users with the same key see the same. */
export function scopeKey({ role, agentId, teamIds }: Rights): string {
  if (role === 'admin' || role === 'wallboard') return role;
  return JSON.stringify([role, agentId, teamIds === undefined ? null : [...teamIds].sort((a, b) => a - b)]);
}
