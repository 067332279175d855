/**
 * @module
 */
import { useSyncExternalStore } from 'react';
import type { CtiClient } from '../core/client.ts';
import type { SessionGrant, SessionState } from '../core/session/session-state.ts';
import type { Readable } from '../core/store/live-value.ts';
import { type ClientOption, useCtiClient } from './provider.ts';
import { useReading } from './use-selector.ts';

/** Where the session is in its life: `ready`, `waiting` with the error and the time of the next try, ... */
export function useSession(options: ClientOption = {}): SessionState {
  const { subscribe, getSnapshot } = useCtiClient(options).session;
  return useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
}

/** What the server granted, while the session is ready: with it changes what may be done. */
export function useGrant(client: CtiClient): SessionGrant | undefined {
  return useReading(client, sessionOf, grantOf);
}

const sessionOf = ({ session }: CtiClient): readonly Readable<unknown>[] => [session];

function grantOf({ session }: CtiClient): SessionGrant | undefined {
  const state = session.getSnapshot();
  return state.name === 'ready' ? state.grant : undefined;
}
