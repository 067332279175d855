/** Claims under an identity provider's own names, as those that the relay reads. */
import type { RelaySettings } from './schema.ts';

type Claims = Readonly<Record<string, unknown>>;
type ClaimNames = NonNullable<RelaySettings['auth']['jwt']>['claims'];

/**
 * The claims `role`, `agentId`, `teams` and `sub`. Where names are translated, the first entry of `roles` that the
 * token has counts, and what is not among them gives no role.
 */
export function translatedClaims(claims: Claims, names: ClaimNames): Claims {
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
