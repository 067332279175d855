/**
 * What tests and demonstrations make happen: calls from outside, the far end, outbound contacts, broken phones.
 * @module
 */
import { CtiError } from '../../../core/errors.ts';
import { AgentStateReason } from '../../../core/protocol/constants/agent-reasons.ts';
import { AgentState } from '../../../core/protocol/constants/agents.ts';
import { DeviceType } from '../../../core/protocol/constants/devices.ts';
import { type Agent, isLoggedIn, setAgentState } from '../centre/agents.ts';
import { noData } from '../centre/call-data.ts';
import { callIn } from '../centre/calls.ts';
import type { CallData, Centre, Party } from '../centre/centre.ts';
import { leave } from '../centre/leaving.ts';
import { type Contact, reserveAgent } from '../centre/outbound.ts';

/** A call from outside. */
export interface InboundCall {
  /** The caller's number. Default: an own one for each call. */
  readonly ani?: string;
  /** The trigger that is called. Default: the first. */
  readonly dnis?: string;
  /** `callVariable1` to `callVariable10` and the like. */
  readonly variables?: Omit<CallData, 'ani' | 'namedVariables' | 'namedArrays'>;
  /** By name. */
  readonly namedVariables?: Readonly<Record<string, string>>;
}

/** A customer for an agent to call. */
export interface Reservation extends Contact {
  readonly agentId: string;
}

/** What a simulator lets happen on demand. */
export interface Driving {
  /**
   * A customer calls, waits as long as it takes and hangs up only by {@link Driving.hangUp}. Gives the CallID.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown trigger, `NOT_POSSIBLE` when all CTI ports are taken.
   */
  inboundCall(call?: InboundCall): number;
  /**
   * A number outside or an extension leaves all its calls. Tells whether it had any.
   */
  hangUp(number: string): boolean;
  /**
   * Outbound direct preview: reserves a ready agent and sends the reservation call. Gives its CallID.
   * @throws {CtiError} `INVALID_ARGUMENT` for an unknown agent, `NOT_POSSIBLE` for one who is not ready.
   */
  reserve(reservation: Reservation): number;
}

/** Makes the drivers of a centre. */
export function createDriving(centre: Centre): Driving {
  return {
    inboundCall({ ani, dnis, variables = {}, namedVariables = {} } = {}) {
      centre.schedule.catchUp();
      const { applications } = centre.world;
      const application =
        dnis === undefined ? applications[0] : applications.find(({ trigger }) => trigger === dnis);
      if (application === undefined) {
        throw new CtiError('INVALID_ARGUMENT', `dnis: there is no trigger ${dnis}`, { argument: 'dnis' });
      }
      const number = centre.made++;
      const data: CallData = {
        ...noData,
        ...variables,
        ani: ani ?? `1556${String(number).padStart(7, '0')}`,
        namedVariables: Object.entries(namedVariables).map(([name, value]) => ({ name, value })),
      };
      const call = callIn(centre, { application, data, random: centre.random.fork(`made ${number}`) });
      if (call === undefined) throw notPossible('inboundCall', 'all CTI ports are taken');
      return call.callId;
    },
    hangUp(number) {
      centre.schedule.catchUp();
      const parties = partiesAt(centre, number);
      for (const party of parties) if (party.call.parties.includes(party)) leave(centre, party);
      return parties.length > 0;
    },
    reserve({ agentId, ...contact }) {
      centre.schedule.catchUp();
      const agent = centre.agents.get(agentId);
      if (agent === undefined) {
        throw new CtiError('INVALID_ARGUMENT', `agentId: there is no ${agentId}`, { argument: 'agentId' });
      }
      if (agent.state !== AgentState.AGENT_STATE_READY || agent.parties.length > 0) {
        throw notPossible('reserve', `${agentId} is not ready`);
      }
      return reserveAgent(centre, agent, contact).callId;
    },
  };
}

/** Takes a phone out of service, with all its calls, or brings it back. Tells whether that was a change. */
export function setInService(centre: Centre, agent: Agent, inService: boolean): boolean {
  if (agent.inService === inService) return false;
  agent.inService = inService;
  const { AGT_PHONE_DOWN, AGT_PHONE_UP } = AgentStateReason;
  if (!inService) for (const party of [...agent.parties]) leave(centre, party);
  if (isLoggedIn(agent)) {
    const reason = inService ? AGT_PHONE_UP : AGT_PHONE_DOWN;
    setAgentState(centre, agent, AgentState.AGENT_STATE_NOT_READY, reason);
  }
  return true;
}

const notPossible = (action: string, reason: string): CtiError =>
  new CtiError('NOT_POSSIBLE', `${action}: ${reason}`, { action, reason });

/** The parts of a number in calls, CTI ports left out: they are the centre's own. */
function partiesAt(centre: Centre, number: string): readonly Party[] {
  return [...centre.calls.values()].flatMap(({ parties }) =>
    parties.filter(({ id, type }) => id === number && type !== DeviceType.DEVID_CTI_PORT),
  );
}
