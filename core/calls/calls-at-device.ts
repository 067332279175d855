/**
 * The calls at a device.
 * @module
 */
import { actualDevice, type Call } from './call.ts';

type CallsByDevice = ReadonlyMap<string, readonly Call[]>;

const indexes = new WeakMap<ReadonlyMap<number, Call>, CallsByDevice>();
const noCalls: readonly Call[] = [];

/**
 * Returns the live calls of a snapshot of `client.calls` that have a connection at the device, oldest first. The device may
 * be an extension or `primary.actual`. The index is built once per snapshot.
 */
export function callsAtDevice(calls: ReadonlyMap<number, Call>, deviceId: string): readonly Call[] {
  let index = indexes.get(calls);
  if (index === undefined) {
    index = indexByDevice(calls.values());
    indexes.set(calls, index);
  }
  return index.get(actualDevice(deviceId)) ?? noCalls;
}

function indexByDevice(calls: Iterable<Call>): CallsByDevice {
  const index = new Map<string, Call[]>();
  for (const call of calls) {
    if (call.endedAt !== undefined) continue;
    for (const { deviceId } of call.connections.values()) {
      const device = actualDevice(deviceId);
      const known = index.get(device);
      if (known === undefined) index.set(device, [call]);
      else if (known.at(-1) !== call) known.push(call);
    }
  }
  return index;
}
