/**
 * Teams in components. Sessions with the supervisor service know them.
 * @module
 */
import { useCallback } from 'react';
import type { CtiClient } from '../core/client.ts';
import type { Team } from '../core/configuration/records.ts';
import type { Readable } from '../core/store/live-value.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { type Equality, sameItems, useReading } from './use-selector.ts';

/** One team: its members with their parts, its supervisor, its queues. Undefined while it is not known. */
export function useTeam(teamId: number, options: ClientOption = {}): Team | undefined {
  const client = useCtiClient(options);
  const read = useCallback(({ teams }: CtiClient) => teams.getSnapshot().get(teamId), [teamId]);
  return useReading(client, teamsOf, read);
}

/** All teams by ID, or what a selector makes of them. */
export function useTeams(selector?: undefined, options?: ClientOption): ReadonlyMap<number, Team>;
export function useTeams<T>(
  selector: (teams: ReadonlyMap<number, Team>) => T,
  options?: ClientOption & { readonly isEqual?: Equality<T> },
): T;
export function useTeams(
  selector: (teams: ReadonlyMap<number, Team>) => unknown = everything,
  { isEqual = sameItems, ...options }: ClientOption & { readonly isEqual?: Equality<unknown> } = {},
): unknown {
  const client = useCtiClient(options);
  const read = useCallback(({ teams }: CtiClient) => selector(teams.getSnapshot()), [selector]);
  return useReading(client, teamsOf, read, isEqual);
}

const everything = <T>(all: T): T => all;

const teamsOf = ({ teams }: CtiClient): readonly Readable<unknown>[] => [teams];
