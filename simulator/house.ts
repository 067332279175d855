/**
 * The contact center that one node or several nodes of a cluster serve: one truth, one calendar.
 * @module
 */
import type { Clock } from 'rxcti';
import { type Center, createCenter } from './center/center.ts';
import { usualLoad } from './center/load.ts';
import { createWorld } from './center/people.ts';
import { createRandom } from './center/random.ts';
import { createSchedule, type Schedule } from './center/schedule.ts';
import { checkOptions } from './check-options.ts';
import { ManualClock } from './driving/manual-clock.ts';
import { createWaits, type Waits } from './driving/waits.ts';
import type { Callers } from './life/callers.ts';
import { bringToLife } from './life/living.ts';
import type { SimulatorOptions } from './options.ts';
import { sizesOf } from './profiles.ts';
import { type ConfigurationKeys, createKeys } from './requests/configuration.ts';
import type { Sessions } from './sessions.ts';

/** What the nodes of a cluster have in common. */
export interface House {
  readonly center: Center;
  readonly schedule: Schedule;
  readonly keys: ConfigurationKeys;
  /** The stream of customers who call by themselves. */
  readonly callers: Callers;
  /** Tests that wait for something to become true. */
  readonly waits: Waits;
  /** The clock's time when the center's time began. */
  readonly startedAtMs: number;
  /** The sessions of each node. */
  readonly nodes: Set<Sessions>;
  online: boolean;
  /** The center's time is to run, as far as it can. */
  wanted: boolean;
  /** Lets the center's time run, or stops it. */
  run(): void;
}

/** Makes a center that stands still. */
export function createHouse(options: SimulatorOptions, clock: Clock): House {
  const clockIsManual = options.clock instanceof ManualClock;
  const { seed = 1, speed = 1, autoAnswer = true } = options;
  checkOptions(options);
  const { callsPerHour, loggedIn, ...size } = sizesOf(options);
  const schedule = createSchedule(clock, speed);
  const nodes = new Set<Sessions>();
  const waits = createWaits(() => {
    if (schedule.stopped) return "the center's time stands still";
    return clockIsManual ? 'time passes only by advance()' : undefined;
  });
  const center = createCenter({
    world: createWorld(size),
    schedule,
    random: createRandom(seed),
    load: { ...usualLoad, callsPerHour },
    autoAnswer,
    publish(event, audience) {
      for (const sessions of nodes) sessions.publish(event, audience);
      waits.changed();
    },
    attended(agentId) {
      for (const sessions of nodes) if (sessions.attends(agentId)) return true;
      return false;
    },
  });
  const callers = bringToLife(center, loggedIn);
  const house: House = {
    center,
    schedule,
    keys: createKeys(),
    waits,
    callers,
    startedAtMs: clock.now(),
    nodes,
    online: options.online ?? true,
    wanted: false,
    run() {
      if (house.wanted && house.online && nodes.size > 0) schedule.start();
      else schedule.stop();
    },
  };
  return house;
}
