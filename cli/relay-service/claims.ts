/** Maps the claim names of an identity provider to those of the relay. */
import type { RelaySettings } from './schema.ts';

type Claims = Readonly<Record<string, unknown>>;
type ClaimNames = NonNullable<RelaySettings['auth']['jwt']>['claims'];

/**
 * The claims `role`, `agentId`, `teams` and `sub`. With `roles`, the first of its entries that the token contains gives
 * the role; a token with none of them has no role.
 */
export function mapClaims(claims: Claims, names: ClaimNames): Claims {
  const { sub } = claims;
  const agentId = names.agentId === undefined ? claims.agentId : claims[names.agentId];
  const teams = claims[names.teams];
  return {
    sub,
    role: roleIn(claims[names.role], names.roles),
    ...(agentId === undefined ? {} : { agentId }),
    ...(teams === undefined ? {} : { teams }),
  };
}

function roleIn(claim: unknown, roles: ClaimNames['roles']): unknown {
  if (roles === undefined) return claim;
  const held: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return Object.entries(roles).find(([name]) => held.includes(name))?.[1];
}
