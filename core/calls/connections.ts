/**
 * The parties of a call: a map that is never written to, as small as it can be. A call has two or three parties; an
 * ordinary Map takes ten times the memory.
 * @module
 */
import type { Connection } from './call.ts';

export class Connections implements ReadonlyMap<string, Connection> {
  static readonly none: Connections = new Connections([]);

  private readonly legs: readonly Connection[];

  private constructor(legs: readonly Connection[]) {
    this.legs = legs;
  }

  /**
   * These parties of a call in a book opened at that time; who is as he was `before` keeps his identity, and so does
   * the whole.
   */
  static of(parties: readonly Connection[], before: Connections, opened: number): Connections {
    let same = parties.length === before.size;
    const legs = parties.map((party, index) => {
      const { deviceId, state } = party;
      const since = opened + party.since;
      const known = before.legs[index];
      if (known?.deviceId === deviceId && known.state === state && known.since === since) return known;
      same = false;
      return { deviceId, state, since };
    });
    return same ? before : new Connections(legs);
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
