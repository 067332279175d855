/**
 * The contact center that all nodes of a cluster share.
 * @module
 */
import type { Clock } from 'rxcti';
import { type ConfigurationKeys, createKeys } from './events/configuration-blocks.ts';
import { type CallGenerator, startLoad } from './load/load-generator.ts';
import { createConfiguration } from './model/configuration.ts';
import { type ContactCenter, createContactCenter } from './model/contact-center.ts';
import { defaultLoad } from './model/load.ts';
import { createRandom } from './model/random.ts';
import type { SimulatorOptions } from './options.ts';
import { checkOptions, resolveSizes } from './resolve-options.ts';
import type { Sessions } from './sessions/sessions.ts';
import { ManualClock } from './time/manual-clock.ts';
import { createSchedule, type Schedule } from './time/schedule.ts';
import { createWaiters, type Waiters } from './time/waiters.ts';

/** What the nodes of a cluster share. */
export interface SharedState {
  readonly center: ContactCenter;
  readonly schedule: Schedule;
  readonly keys: ConfigurationKeys;
  /** Generates simulated inbound calls. */
  readonly callers: CallGenerator;
  /** Pending waiters of tests. */
  readonly waiters: Waiters;
  /** Clock time at center time 0. */
  readonly startedAtMs: number;
  /** The sessions of each node. */
  readonly nodes: Set<Sessions>;
  online: boolean;
  /** Whether center time was started. */
  started: boolean;
  /** Starts or stops the schedule: it runs while started, online, and with a node. */
  updateClock(): void;
}

/** Creates a contact center that is stopped. */
export function createSharedState(options: SimulatorOptions, clock: Clock): SharedState {
  const clockIsManual = options.clock instanceof ManualClock;
  const { seed = 1, speed = 1, autoAnswer = true } = options;
  checkOptions(options);
  const { callsPerHour, loggedIn, ...size } = resolveSizes(options);
  const schedule = createSchedule(clock, speed);
  const nodes = new Set<Sessions>();
  const waiters = createWaiters(() => {
    if (schedule.stopped) return 'center time is stopped';
    return clockIsManual ? 'the clock moves only with advance()' : undefined;
  });
  const center = createContactCenter({
    config: createConfiguration(size),
    schedule,
    random: createRandom(seed),
    load: { ...defaultLoad, callsPerHour },
    autoAnswer,
    publish(event, recipients) {
      for (const sessions of nodes) sessions.publish(event, recipients);
      waiters.recheck();
    },
    hasAgentSession(agentId) {
      for (const sessions of nodes) if (sessions.hasAgentSession(agentId)) return true;
      return false;
    },
  });
  const callers = startLoad(center, loggedIn);
  const state: SharedState = {
    center,
    schedule,
    keys: createKeys(),
    waiters,
    callers,
    startedAtMs: clock.now(),
    nodes,
    online: options.online ?? true,
    started: false,
    updateClock() {
      if (state.started && state.online && nodes.size > 0) schedule.start();
      else schedule.stop();
    },
  };
  return state;
}
