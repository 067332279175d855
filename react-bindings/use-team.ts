/**
 * Hooks for teams. Teams need the supervisor service.
 * @module
 */
import { useCallback } from 'react';
import type { CtiClient } from '../core/client.ts';
import type { Team } from '../core/configuration/records.ts';
import type { LiveValue } from '../core/store/live-value.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { type IsEqual, identity, shallowEqual, useSelector } from './use-selector.ts';

/** Returns one team; undefined while it is unknown. */
export function useTeam(teamId: number, options: ClientOption = {}): Team | undefined {
  const client = useCtiClient(options);
  const select = useCallback(({ teams }: CtiClient) => teams.getSnapshot().get(teamId), [teamId]);
  return useSelector(client, teamsOf, select);
}

/** Returns all teams by ID, or a selection. */
export function useTeams(selector?: undefined, options?: ClientOption): ReadonlyMap<number, Team>;
export function useTeams<T>(
  selector: (teams: ReadonlyMap<number, Team>) => T,
  options?: ClientOption & { readonly isEqual?: IsEqual<T> },
): T;
export function useTeams(
  selector: (teams: ReadonlyMap<number, Team>) => unknown = identity,
  { isEqual = shallowEqual, ...options }: ClientOption & { readonly isEqual?: IsEqual<unknown> } = {},
): unknown {
  const client = useCtiClient(options);
  const select = useCallback(({ teams }: CtiClient) => selector(teams.getSnapshot()), [selector]);
  return useSelector(client, teamsOf, select, isEqual);
}

const teamsOf = ({ teams }: CtiClient): readonly LiveValue<unknown>[] => [teams];
