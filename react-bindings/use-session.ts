/**
 * Hook for the state of the session.
 * @module
 */
import { useSyncExternalStore } from 'react';
import type { CtiClient } from '../core/client.ts';
import type { SessionGrant, SessionState } from '../core/session/session-state.ts';
import type { LiveValue } from '../core/store/live-value.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { useSelector } from './use-selector.ts';

/** Returns the state of the session: `ready`, `waiting` with error and time of the next attempt, ... */
export function useSession(options: ClientOption = {}): SessionState {
  const { subscribe, getSnapshot } = useCtiClient(options).session;
  return useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
}

/** Returns what the server granted; undefined while the session is not ready. Available actions depend on it. */
export function useGrant(client: CtiClient): SessionGrant | undefined {
  return useSelector(client, sessionOf, grantOf);
}

const sessionOf = ({ session }: CtiClient): readonly LiveValue<unknown>[] => [session];

function grantOf({ session }: CtiClient): SessionGrant | undefined {
  const state = session.getSnapshot();
  return state.name === 'ready' ? state.grant : undefined;
}
