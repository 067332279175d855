/**
 * The connections of a call, one for each party.
 * Guide: LocalConnectionState (LCS) values.
 * @module
 */
import { LocalConnectionState } from '../protocol/constants/calls.ts';

/** CSTA connection state of one party. */
export type ConnectionStateName =
  | 'null'
  | 'initiated'
  | 'alerting'
  | 'connected'
  | 'held'
  | 'queued'
  | 'failed'
  | 'unknown';

const connectionStates: Readonly<Record<number, ConnectionStateName>> = {
  [LocalConnectionState.LCS_NULL]: 'null',
  [LocalConnectionState.LCS_INITIATE]: 'initiated',
  [LocalConnectionState.LCS_ALERTING]: 'alerting',
  [LocalConnectionState.LCS_CONNECT]: 'connected',
  [LocalConnectionState.LCS_HOLD]: 'held',
  [LocalConnectionState.LCS_QUEUED]: 'queued',
  [LocalConnectionState.LCS_FAIL]: 'failed',
};

/** Returns the name of a {@link LocalConnectionState} number. */
export function connectionStateName(state: number): ConnectionStateName {
  return connectionStates[state] ?? 'unknown';
}

/** One party's leg of a call. */
export interface Connection {
  /** The device as the server names it, possibly `primary.actual` (guide: General rules). */
  readonly deviceId: string;
  readonly state: ConnectionStateName;
  /** When the state began, in milliseconds since 1970. */
  readonly since: number;
}

/** An immutable map of device ID to connection. With two or three parties an array takes a tenth of a Map's memory. */
export class Connections implements ReadonlyMap<string, Connection> {
  static readonly none: Connections = new Connections([]);

  private readonly list: readonly Connection[];

  private constructor(list: readonly Connection[]) {
    this.list = list;
  }

  /**
   * Creates the snapshot of these connections. `epoch` is added to their times. What equals `previous` keeps its identity,
   * single connections as well as the whole.
   */
  static of(connections: readonly Connection[], previous: Connections, epoch: number): Connections {
    let isSame = connections.length === previous.size;
    const list = connections.map((connection, index) => {
      const { deviceId, state } = connection;
      const since = epoch + connection.since;
      const known = previous.list[index];
      if (known?.deviceId === deviceId && known.state === state && known.since === since) return known;
      isSame = false;
      return { deviceId, state, since };
    });
    return isSame ? previous : new Connections(list);
  }

  get size(): number {
    return this.list.length;
  }

  get(deviceId: string): Connection | undefined {
    for (const connection of this.list) if (connection.deviceId === deviceId) return connection;
    return undefined;
  }

  has(deviceId: string): boolean {
    return this.get(deviceId) !== undefined;
  }

  forEach(callback: (value: Connection, key: string, map: ReadonlyMap<string, Connection>) => void): void {
    for (const connection of this.list) callback(connection, connection.deviceId, this);
  }

  values(): MapIterator<Connection> {
    return this.list.values() as MapIterator<Connection>;
  }

  *keys(): MapIterator<string> {
    for (const { deviceId } of this.list) yield deviceId;
  }

  *entries(): MapIterator<[string, Connection]> {
    for (const connection of this.list) yield [connection.deviceId, connection];
  }

  [Symbol.iterator](): MapIterator<[string, Connection]> {
    return this.entries();
  }
}
