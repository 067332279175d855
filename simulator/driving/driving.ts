/**
 * What tests and demonstrations make happen: calls from outside, the far end, outbound contacts, agents, time.
 * @module
 */
import type { Clock } from 'rxcti';
import { CtiError } from 'rxcti';
import { AgentState, AgentStateReason, DeviceType } from 'rxcti/protocol';
import { type Agent, agentAt, isLoggedIn, setAgentState } from '../center/agents.ts';
import { noData } from '../center/call-data.ts';
import { callIn } from '../center/calls.ts';
import type { CallData, Center, Party } from '../center/center.ts';
import { callDirect } from '../center/dialing.ts';
import { leave } from '../center/leaving.ts';
import { changedLoad, type Load } from '../center/load.ts';
import { type Contact, reserveAgent } from '../center/outbound.ts';
import type { Callers } from '../life/callers.ts';
import { beginMassLogin, type MassLogin } from '../life/mass-login.ts';
import { createWorkingDay, shareAt } from '../life/working-day.ts';
import { type AgentDriver, createAgentDriver } from './agent-driver.ts';
import { type CallDriver, type CallTexts, createCallDriver, dataOf } from './call-driver.ts';
import { notPossible, unknownName } from './hand.ts';
import { ManualClock } from './manual-clock.ts';
import type { Waits } from './waits.ts';

/** A call from outside. */
export interface InboundCall {
  /** The caller's number. Default: an own one for each call. */
  readonly ani?: string;
  /** The trigger that is called, or the extension of an agent, past all queues. Default: the first trigger. */
  readonly dnis?: string;
  /** The call's place in its queue, from 1 to 10, which comes first. Default: the trigger's, 1. */
  readonly priority?: number;
  /** `callVariable1` to `callVariable10` and the like; named variables by name. */
  readonly variables?: Omit<CallTexts, 'ani'>;
}

/** A change of the load; what is left out stays. */
export interface LoadChange extends Partial<Load> {
  /** From 0 up to, not including, 24: the hour of a working day that it is now. */
  readonly fromHour?: number;
}

/** A customer for an agent to call. */
export interface Reservation extends Contact {
  readonly agentId: string;
}

/** What a simulator lets happen on demand. Each promise resolves when the effect is there. */
export interface Driving {
  /**
   * A customer calls, waits as long as it takes and hangs up only when told.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown number, `NOT_POSSIBLE` when all CTI ports are taken or the agent's
   * phone is busy.
   */
  inboundCall(call?: InboundCall): Promise<CallDriver>;
  /** A number outside or an extension leaves all its calls. Tells whether it had any. */
  hangUp(number: string): Promise<boolean>;
  /**
   * Outbound direct preview: reserves a ready agent and sends the reservation call.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown agent, `NOT_POSSIBLE` for one who is not ready.
   */
  reserve(reservation: Reservation): Promise<CallDriver>;
  /**
   * An agent or supervisor, to be moved.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown one.
   */
  agent(agentId: string): AgentDriver;
  /**
   * A call that is going on.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown one.
   */
  call(callId: number): CallDriver;
  /**
   * Changes how much there is to do: how often customers call by themselves, how long they talk and wait. With
   * `fromHour` it is that hour of the day now, and calls and shifts follow a working day from then on.
   * @throws {CtiError} `INVALID_ARGUMENT` for numbers that make no sense.
   */
  load(load: LoadChange): Promise<void>;
  /**
   * Agents who are logged out come one after the other. Resolves with their number when the last one has logged in.
   * @throws {CtiError} `INVALID_ARGUMENT` for numbers that make no sense.
   */
  massLogin(login?: MassLogin): Promise<number>;
  /**
   * Lets time pass on a clock of `createManualClock()`.
   * @throws {CtiError} `NOT_POSSIBLE` on a clock that runs by itself, `INVALID_ARGUMENT` for less than nothing.
   */
  advance(ms: number): Promise<void>;
}

/** What a center is driven with. */
export interface DrivingParts {
  readonly center: Center;
  readonly clock: Clock;
  readonly waits: Waits;
  readonly callers: Callers;
  setInService(agent: Agent, inService: boolean): void;
}

/** Makes the drivers of a center. */
export function createDriving(parts: DrivingParts): Driving {
  const { center, clock, waits, callers } = parts;
  const workingDay = createWorkingDay(center);

  function agentNamed(agentId: string): Agent {
    const agent = center.agents.get(agentId);
    if (agent === undefined) throw unknownName('agentId', agentId);
    return agent;
  }

  return {
    async inboundCall({ ani, dnis, priority, variables = {} } = {}) {
      center.schedule.catchUp();
      const { applications } = center.world;
      const application =
        dnis === undefined ? applications[0] : applications.find(({ trigger }) => trigger === dnis);
      const agent = application === undefined ? agentAt(center, dnis ?? '') : undefined;
      if (application === undefined && agent === undefined) {
        throw unknownName('dnis', `trigger or phone ${dnis}`);
      }
      const number = center.made++;
      const data: CallData = {
        ...noData,
        ...dataOf(variables),
        ani: ani ?? `1556${String(number).padStart(7, '0')}`,
      };
      const random = center.random.fork(`made ${number}`);
      const call =
        application === undefined
          ? callDirect(center, agent as Agent, { data, random })
          : callIn(center, { application, data, random, priority });
      if (call === undefined) {
        const reason =
          agent === undefined ? 'all CTI ports are taken' : 'the phone is busy or out of service';
        throw notPossible('inboundCall', reason);
      }
      return createCallDriver(center, waits, call);
    },
    async hangUp(number) {
      center.schedule.catchUp();
      const parties = partiesAt(center, number);
      for (const party of parties) if (party.call.parties.includes(party)) leave(center, party);
      return parties.length > 0;
    },
    async reserve({ agentId, ...contact }) {
      center.schedule.catchUp();
      const agent = agentNamed(agentId);
      if (agent.state !== AgentState.AGENT_STATE_READY || agent.parties.length > 0) {
        throw notPossible('reserve', `${agentId} is not ready`);
      }
      return createCallDriver(center, waits, reserveAgent(center, agent, contact));
    },
    agent: (agentId) => createAgentDriver(parts, agentNamed(agentId)),
    call(callId) {
      const call = center.calls.get(callId);
      if (call === undefined) throw unknownName('callId', String(callId));
      return createCallDriver(center, waits, call);
    },
    async load({ fromHour, ...change }) {
      center.schedule.catchUp();
      center.load = changedLoad(center.load, change);
      if (fromHour === undefined) {
        callers.restart();
        return;
      }
      const hour = checked('fromHour', fromHour, 0, 24);
      const from = center.schedule.now;
      callers.restart((now) => shareAt(hour + (now - from) / 3_600_000));
      workingDay.begin(hour);
    },
    async massLogin(login = {}) {
      center.schedule.catchUp();
      if (login.agents !== undefined) checked('agents', login.agents, 0);
      if (login.withinSeconds !== undefined) checked('withinSeconds', login.withinSeconds, 0);
      return new Promise((resolve) => beginMassLogin(center, login, resolve));
    },
    async advance(ms) {
      if (!(ms >= 0)) {
        throw new CtiError('INVALID_ARGUMENT', 'ms must not be below 0', { argument: 'ms' });
      }
      if (!(clock instanceof ManualClock)) {
        throw notPossible('advance', 'the clock runs by itself; createManualClock() makes one that does not');
      }
      await clock.advance(ms);
    },
  };
}

function checked(argument: string, value: number, low: number, below = Infinity): number {
  if (value >= low && value < below) return value;
  const message = `${argument} must be a number from ${low} on${below < Infinity ? ` and below ${below}` : ''}, not ${value}`;
  throw new CtiError('INVALID_ARGUMENT', message, { argument });
}

/** Takes a phone out of service, with all its calls, or brings it back. Tells whether that was a change. */
export function setInService(center: Center, agent: Agent, inService: boolean): boolean {
  if (agent.inService === inService) return false;
  agent.inService = inService;
  const { AGT_PHONE_DOWN, AGT_PHONE_UP } = AgentStateReason;
  if (!inService) for (const party of [...agent.parties]) leave(center, party);
  if (isLoggedIn(agent)) {
    const reason = inService ? AGT_PHONE_UP : AGT_PHONE_DOWN;
    setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, reason);
  }
  return true;
}

/** The parts of a number in calls, CTI ports left out: they are the center's own. */
function partiesAt(center: Center, number: string): readonly Party[] {
  return [...center.calls.values()].flatMap(({ parties }) =>
    parties.filter(({ id, type }) => id === number && type !== DeviceType.DEVID_CTI_PORT),
  );
}
