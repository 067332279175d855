/**
 * The calls at a device. A browser that builds its picture asks for hundreds of devices in a row, and after a failover
 * of CCX all browsers do: the calls are sorted once for each state of the mirror, not searched for each question.
 * @module
 */
import { actualDevice, type Call } from 'rxcti';
import type { Replica } from '../authorization/scope.ts';

/** Makes what finds the calls at a device that are not over. */
export function createCallsAt({ calls }: Pick<Replica, 'calls'>): (deviceId: string) => readonly Call[] {
  let sorted: ReturnType<typeof calls.getSnapshot> | undefined;
  let byDevice: ReadonlyMap<string, readonly Call[]> = new Map();
  return (deviceId) => {
    const now = calls.getSnapshot();
    if (now !== sorted) {
      sorted = now;
      byDevice = sortByDevice(now.values());
    }
    return byDevice.get(actualDevice(deviceId)) ?? [];
  };
}

function sortByDevice(calls: Iterable<Call>): ReadonlyMap<string, readonly Call[]> {
  const byDevice = new Map<string, Call[]>();
  for (const call of calls) {
    if (call.endedAt !== undefined) continue;
    for (const { deviceId } of call.connections.values()) {
      const device = actualDevice(deviceId);
      const there = byDevice.get(device);
      if (there === undefined) byDevice.set(device, [call]);
      else if (there.at(-1) !== call) there.push(call);
    }
  }
  return byDevice;
}
