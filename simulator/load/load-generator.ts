/**
 * The simulated load: starts agents and generates calls.
 * @module
 */

import { AgentState } from 'rxcti/protocol';
import { startInboundCall } from '../contact-center/inbound-calls.ts';
import { distributeCalls } from '../contact-center/queueing.ts';
import { buildReadyLists, queuesInServiceOrder } from '../contact-center/routing.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { CallData } from '../model/entities.ts';
import type { Random } from '../model/random.ts';
import type { ScheduledTask } from '../time/schedule.ts';
import { scheduleNextAction, setInitialStates, startBehavior } from './agent-behavior.ts';

const hourMs = 3_600_000;

/** Generates calls from simulated customers. */
export interface CallGenerator {
  /** Starts, or applies a changed load. `share` gives the share of the load at a center time. */
  restart(share?: (now: number) => number): void;
}

/** Creates a generator that is stopped. */
function createCallGenerator(center: ContactCenter): CallGenerator {
  const arrivals = center.random.fork('arrivals');
  let next: ScheduledTask | undefined;
  let shareOf: ((now: number) => number) | undefined;

  function scheduleNext(): void {
    const { callsPerHour } = center.load;
    next = undefined;
    if (callsPerHour <= 0 || center.config.applications.length === 0) return;
    next = center.schedule.after(arrivals.exponential(hourMs / callsPerHour), () => {
      scheduleNext();
      // Thinning a Poisson process gives a Poisson process.
      if (shareOf === undefined || arrivals.chance(shareOf(center.schedule.now))) arrive(center);
    });
  }

  return {
    restart(share = shareOf) {
      shareOf = share;
      center.schedule.cancel(next);
      scheduleNext();
    },
  };
}

/** Starts a call of a simulated customer. */
function arrive(center: ContactCenter): void {
  const random = center.random.fork(`call ${center.inboundCalls++}`);
  const application = random.pick(center.config.applications);
  const data = dataOf(random);
  const patienceSeconds = 15 + random.exponential(center.load.patienceSeconds);
  startInboundCall(center, { application, data, random, patienceSeconds });
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

/** Sets the initial states, and schedules simulated agents and calls. They run while the schedule runs. */
export function startLoad(center: ContactCenter, loggedIn?: number): CallGenerator {
  setInitialStates(center, loggedIn);
  buildReadyLists(center);
  center.agentStateChanged = (agent) => {
    if (agent.state === AgentState.AGENT_STATE_READY) {
      for (const csqId of queuesInServiceOrder(center, agent.config.csqIds)) distributeCalls(center, csqId);
    }
    scheduleNextAction(center, agent);
  };
  startBehavior(center);
  const callers = createCallGenerator(center);
  callers.restart();
  return callers;
}
