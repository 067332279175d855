/**
 * The parties of a call: a map that is never written to, as small as it can be. A call has two or three parties, and
 * each event makes a new map; an ordinary Map takes ten times the memory.
 * @module
 */
import type { Connection } from './call.ts';

export class Connections implements ReadonlyMap<string, Connection> {
  static readonly none: Connections = new Connections([]);

  private readonly legs: readonly Connection[];

  private constructor(legs: readonly Connection[]) {
    this.legs = legs;
  }

  get size(): number {
    return this.legs.length;
  }

  get(deviceId: string): Connection | undefined {
    for (const leg of this.legs) if (leg.deviceId === deviceId) return leg;
    return undefined;
  }

  has(deviceId: string): boolean {
    return this.get(deviceId) !== undefined;
  }

  /** The parties with this one, in place of what was known of its device. */
  with(connection: Connection): Connections {
    const legs = this.legs.slice();
    const at = legs.findIndex((leg) => leg.deviceId === connection.deviceId);
    if (at < 0) legs.push(connection);
    else legs[at] = connection;
    return new Connections(legs);
  }

  without(deviceId: string): Connections {
    return new Connections(this.legs.filter((leg) => leg.deviceId !== deviceId));
  }

  forEach(callback: (value: Connection, key: string, map: ReadonlyMap<string, Connection>) => void): void {
    for (const leg of this.legs) callback(leg, leg.deviceId, this);
  }

  values(): MapIterator<Connection> {
    return this.legs.values() as MapIterator<Connection>;
  }

  *keys(): MapIterator<string> {
    for (const leg of this.legs) yield leg.deviceId;
  }

  *entries(): MapIterator<[string, Connection]> {
    for (const leg of this.legs) yield [leg.deviceId, leg];
  }

  [Symbol.iterator](): MapIterator<[string, Connection]> {
    return this.entries();
  }
}
