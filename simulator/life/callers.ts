/**
 * Customers who call by themselves.
 * @module
 */
import { callIn } from '../center/calls.ts';
import type { CallData, Center } from '../center/center.ts';
import type { Random } from '../center/random.ts';
import type { Appointment } from '../center/schedule.ts';

const hourMs = 3_600_000;

/** The stream of callers. */
export interface Callers {
  /** Starts the stream, or goes on with another load; what share of it comes at a time is asked of `share`. */
  restart(share?: (now: number) => number): void;
}

/** Makes a stream in which nobody calls yet. */
export function createCallers(center: Center): Callers {
  const arrivals = center.random.fork('arrivals');
  let next: Appointment | undefined;
  let shareOf: ((now: number) => number) | undefined;

  function wait(): void {
    const { callsPerHour } = center.load;
    next = undefined;
    if (callsPerHour <= 0 || center.world.applications.length === 0) return;
    next = center.schedule.after(arrivals.exponential(hourMs / callsPerHour), () => {
      wait();
      // A stream of the busiest hour, thinned out: independent calls stay independent.
      if (shareOf === undefined || arrivals.chance(shareOf(center.schedule.now))) arrive(center);
    });
  }

  return {
    restart(share = shareOf) {
      shareOf = share;
      center.schedule.cancel(next);
      wait();
    },
  };
}

/** A customer of the center's own calls, and hangs up after a while. */
function arrive(center: Center): void {
  const random = center.random.fork(`call ${center.arrived++}`);
  const application = random.pick(center.world.applications);
  const data = dataOf(random);
  const patienceSeconds = 15 + random.exponential(center.load.patienceSeconds);
  callIn(center, { application, data, random, patienceSeconds });
}

function dataOf(random: Random): CallData {
  const customer = 10_000 + random.below(90_000);
  return {
    ani: `1555${String(random.below(10_000_000)).padStart(7, '0')}`,
    callVariable1: `C-${customer}`,
    callVariable2: random.pick(['gold', 'silver', 'bronze']),
    namedVariables: [
      {
        name: 'user.CustomerName',
        value: random.pick(['Åsa Lindqvist', 'Tom Baker', 'María Ruiz', 'Li Wei']),
      },
      { name: 'user.Language', value: random.pick(['en', 'es', 'sv', 'zh']) },
    ],
    namedArrays: [],
  };
}
