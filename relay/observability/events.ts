/**
 * All events of a relay.
 * @module
 */
import type { ClusterEvent } from '../cluster/cluster.ts';
import type { ConnectionEvent } from '../connections/client.ts';
import type { SessionEvent } from '../sessions/events.ts';

/** An event of a relay, by `type`: see `Relay.events$`. */
export type RelayEvent = SessionEvent | ConnectionEvent | ClusterEvent;
