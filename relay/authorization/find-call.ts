/**
 * The call that a CallID means.
 * @module
 */
import type { Call } from 'rxcti';
import type { Mirror } from '../sessions/upstream.ts';

/** The live call with this CallID; of several, the one with a party at the device. */
export function findCall(mirror: Mirror, callId: number, device?: string): Call | undefined {
  const first = mirror.calls.get(callId)?.getSnapshot();
  if (
    first !== undefined &&
    isMeant(first, callId) &&
    (device === undefined || first.connections.has(device))
  )
    return first;
  // Its CallID changed, or two calls share one: both are rare. The map is of a moment ago, its calls are of now.
  const sharing = [...mirror.calls.getSnapshot().values()]
    .filter((call) => isMeant(call, callId))
    .flatMap(({ id }) => mirror.calls.get(id)?.getSnapshot() ?? [])
    .filter((call) => isMeant(call, callId));
  return sharing.find((call) => device !== undefined && call.connections.has(device)) ?? sharing[0];
}

function isMeant(call: Call, callId: number): boolean {
  return call.callId === callId && call.endedAt === undefined;
}
