/**
 * Drives the contact center in tests and demonstrations: inbound calls, outbound previews, agents, load and time.
 * @module
 */
import { type Clock, CtiError } from 'rxcti';
import { AgentState, AgentStateReason, DeviceType } from 'rxcti/protocol';
import { setAgentState } from '../contact-center/agent-state.ts';
import { noData } from '../contact-center/call-data.ts';
import { leaveCall } from '../contact-center/connections.ts';
import { startDirectCall } from '../contact-center/dialing.ts';
import { startInboundCall } from '../contact-center/inbound-calls.ts';
import { type Contact, reserveForPreview } from '../contact-center/outbound-preview.ts';
import type { CallGenerator } from '../load/load-generator.ts';
import { type MassLoginOptions, startMassLogin } from '../load/mass-login.ts';
import { callShareAt, createShifts } from '../load/shifts.ts';
import { agentAt, isLoggedIn } from '../model/agents.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent, CallData, Party } from '../model/entities.ts';
import { changeLoad, type Load } from '../model/load.ts';
import { ManualClock } from '../time/manual-clock.ts';
import type { Waiters } from '../time/waiters.ts';
import { type AgentDriver, createAgentDriver } from './agent-driver.ts';
import { type CallDataInput, type CallDriver, createCallDriver, toCallData } from './call-driver.ts';
import { notPossible, unknownArgument } from './driver-requests.ts';

/** Options of an inbound call. */
export interface InboundCall {
  /** The caller's number. Default: a different one for each call. */
  readonly ani?: string;
  /** A trigger, or an agent's extension for a direct call. Default: the first trigger. */
  readonly dnis?: string;
  /** Priority in the queue, 1 to 10; 10 is served first. Default: that of the application, 1. */
  readonly priority?: number;
  /** How long the IVR plays before the call is queued, in seconds. Default: 2.5 to 7.5, random. */
  readonly ivrSeconds?: number;
  /** Call data. */
  readonly variables?: Omit<CallDataInput, 'ani'>;
}

/** A change of the load. What is left out stays. */
export interface LoadChange extends Partial<Load> {
  /** Starts a working day at this hour, in [0, 24). */
  readonly fromHour?: number;
}

/** A reservation for an outbound preview. */
export interface Reservation extends Contact {
  readonly agentId: string;
}

/** Actions on a simulated contact center. Promises resolve once the events are sent. */
export interface SimulatorDriver {
  /**
   * Starts a call from a public number. The caller does not hang up by themselves.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown number, `NOT_POSSIBLE` when all CTI ports are taken or the agent's
   * phone is busy or out of service.
   */
  inboundCall(call?: InboundCall): Promise<CallDriver>;
  /** Hangs up all calls of a public number or an extension. Resolves to false if there are none. */
  hangUp(number: string): Promise<boolean>;
  /**
   * Reserves a ready agent for an outbound direct preview and sends the reservation call.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown agent, `NOT_POSSIBLE` for one who is not ready.
   */
  reserve(reservation: Reservation): Promise<CallDriver>;
  /**
   * The driver of an agent or supervisor.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown agent.
   */
  agent(agentId: string): AgentDriver;
  /**
   * The driver of a call in progress.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown call.
   */
  call(callId: number): CallDriver;
  /**
   * Changes the load. With `fromHour`, calls and shifts follow a working day from that hour on.
   * @throws {CtiError} `INVALID_ARGUMENT` for numbers out of range.
   */
  setLoad(load: LoadChange): Promise<void>;
  /**
   * Logs in agents over a period. Resolves with their number once the last one has logged in.
   * @throws {CtiError} `INVALID_ARGUMENT` for numbers out of range.
   */
  massLogin(login?: MassLoginOptions): Promise<number>;
  /**
   * Advances a clock of `createManualClock()` by milliseconds.
   * @throws {CtiError} `NOT_POSSIBLE` for any other clock, `INVALID_ARGUMENT` for a negative time.
   */
  advance(ms: number): Promise<void>;
}

/** What the driver acts on. */
interface SimulatorDriverParts {
  readonly center: ContactCenter;
  readonly clock: Clock;
  readonly waiters: Waiters;
  readonly callers: CallGenerator;
  setInService(agent: Agent, inService: boolean): void;
}

/** Creates the driver of a contact center. */
export function createSimulatorDriver(parts: SimulatorDriverParts): SimulatorDriver {
  const { center, clock, waiters, callers } = parts;
  const shifts = createShifts(center);

  function agentNamed(agentId: string): Agent {
    const agent = center.agents.get(agentId);
    if (agent === undefined) throw unknownArgument('agentId', agentId);
    return agent;
  }

  return {
    async inboundCall({ ani, dnis, priority, ivrSeconds, variables = {} } = {}) {
      center.schedule.catchUp();
      const { applications } = center.config;
      const application =
        dnis === undefined ? applications[0] : applications.find(({ trigger }) => trigger === dnis);
      const agent = application === undefined ? agentAt(center, dnis ?? '') : undefined;
      if (application === undefined && agent === undefined) {
        throw unknownArgument('dnis', `${dnis}`);
      }
      const number = center.requestedCalls++;
      const data: CallData = {
        ...noData,
        ...toCallData(variables),
        ani: ani ?? `1556${String(number).padStart(7, '0')}`,
      };
      const random = center.random.fork(`made ${number}`);
      const call =
        application === undefined
          ? startDirectCall(center, agent as Agent, { data, random })
          : startInboundCall(center, { application, data, random, priority, ivrSeconds });
      if (call === undefined) {
        const reason =
          agent === undefined ? 'all CTI ports are taken' : 'the phone is busy or out of service';
        throw notPossible('inboundCall', reason);
      }
      return createCallDriver(center, waiters, call);
    },
    async hangUp(number) {
      center.schedule.catchUp();
      const parties = partiesAt(center, number);
      for (const party of parties) if (party.call.parties.includes(party)) leaveCall(center, party);
      return parties.length > 0;
    },
    async reserve({ agentId, ...contact }) {
      center.schedule.catchUp();
      const agent = agentNamed(agentId);
      if (agent.state !== AgentState.AGENT_STATE_READY || agent.parties.length > 0) {
        throw notPossible('reserve', `${agentId} is not ready`);
      }
      return createCallDriver(center, waiters, reserveForPreview(center, agent, contact));
    },
    agent: (agentId) => createAgentDriver(parts, agentNamed(agentId)),
    call(callId) {
      const call = center.calls.get(callId);
      if (call === undefined) throw unknownArgument('callId', String(callId));
      return createCallDriver(center, waiters, call);
    },
    async setLoad({ fromHour, ...change }) {
      center.schedule.catchUp();
      center.load = changeLoad(center.load, change);
      if (fromHour === undefined) {
        callers.restart();
        return;
      }
      const hour = checkNumber('fromHour', fromHour, 0, 24);
      const from = center.schedule.now;
      callers.restart((now) => callShareAt(hour + (now - from) / 3_600_000));
      shifts.start(hour);
    },
    async massLogin(login = {}) {
      center.schedule.catchUp();
      if (login.agents !== undefined) checkNumber('agents', login.agents, 0);
      if (login.withinSeconds !== undefined) checkNumber('withinSeconds', login.withinSeconds, 0);
      return new Promise((resolve) => startMassLogin(center, login, resolve));
    },
    async advance(ms) {
      if (!(ms >= 0)) {
        throw new CtiError('INVALID_ARGUMENT', 'ms must not be below 0', { argument: 'ms' });
      }
      if (!(clock instanceof ManualClock)) {
        throw notPossible('advance', 'only a clock of createManualClock() can be advanced');
      }
      await clock.advance(ms);
    },
  };
}

function checkNumber(argument: string, value: number, low: number, below = Infinity): number {
  if (value >= low && value < below) return value;
  const message = `${argument} must be a number of at least ${low}${below < Infinity ? ` and below ${below}` : ''}, not ${value}`;
  throw new CtiError('INVALID_ARGUMENT', message, { argument });
}

/** Takes a phone out of service and ends its calls, or puts it back in service. */
export function setInService(center: ContactCenter, agent: Agent, inService: boolean): void {
  if (agent.inService === inService) return;
  agent.inService = inService;
  const { AGT_PHONE_DOWN, AGT_PHONE_UP } = AgentStateReason;
  if (!inService) for (const party of [...agent.parties]) leaveCall(center, party);
  if (isLoggedIn(agent)) {
    const reason = inService ? AGT_PHONE_UP : AGT_PHONE_DOWN;
    setAgentState(center, agent, AgentState.AGENT_STATE_NOT_READY, reason);
  }
}

/** The parties of a number, without CTI ports. */
function partiesAt(center: ContactCenter, number: string): readonly Party[] {
  return [...center.calls.values()].flatMap(({ parties }) =>
    parties.filter(({ id, type }) => id === number && type !== DeviceType.DEVID_CTI_PORT),
  );
}
