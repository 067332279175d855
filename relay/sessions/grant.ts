/**
 * What a client's OPEN_REQ is granted: services by role, and in agent mode the agent in the token.
 * @module
 */
import { ErrorStatus, type OpenReq, ServiceMask } from 'rxcti/protocol';
import { type Grant, modeOf, type Refusal } from 'rxcti/server';
import type { Rights, Role } from '../authorization/rights.ts';
import { agentStateNumber } from './agent-messages.ts';
import type { Upstream } from './upstream.ts';

const {
  CTI_SERVICE_CLIENT_EVENTS,
  CTI_SERVICE_ALL_EVENTS,
  CTI_SERVICE_CALL_DATA_UPDATE,
  CTI_SERVICE_CLIENT_CONTROL,
  CTI_SERVICE_SUPERVISOR,
  CTI_AGENT_STATE_CONTROL_ONLY,
  CTI_SERVICE_CONFIG_EVENTS,
} = ServiceMask;

const eventServices = CTI_SERVICE_CLIENT_EVENTS | CTI_SERVICE_ALL_EVENTS | CTI_SERVICE_CONFIG_EVENTS;
const controlServices =
  CTI_SERVICE_CALL_DATA_UPDATE | CTI_SERVICE_CLIENT_CONTROL | CTI_AGENT_STATE_CONTROL_ONLY;

/** The services that each role may have. */
const servicesByRole: Readonly<Record<Role, number>> = {
  agent: eventServices | controlServices,
  supervisor: eventServices | controlServices | CTI_SERVICE_SUPERVISOR,
  wallboard: eventServices,
  admin: eventServices | controlServices | CTI_SERVICE_SUPERVISOR,
};

/** Grants or refuses an OPEN_REQ. While CCX is unreachable, the session opens offline. */
export function grantOpen(rights: Rights, open: OpenReq, upstream: Upstream): Grant | Refusal {
  const services = servicesByRole[rights.role];
  const online = upstream.isReady;
  if (modeOf(open.servicesRequested & services) !== 'agent') return { services, online };

  const { agentId } = rights;
  if (
    agentId === undefined ||
    (open.agentId !== undefined && open.agentId !== '' && open.agentId !== agentId)
  ) {
    return refusal('the token is for another agent');
  }
  const agent = upstream.replica.agents.get(agentId)?.getSnapshot();
  if (agent === undefined) {
    if (online) return refusal('unknown agent');
    // The configuration is not known yet. The client's device is accepted until its resync, and grants no rights.
    const device = open.agentExtension ?? '';
    return { services, online, agent: { agentId, extension: device, instrument: device, state: 0 } };
  }
  const { extension = '', instrument = extension } = agent;
  for (const device of [open.agentExtension, open.agentInstrument]) {
    if (device !== undefined && device !== '' && device !== extension && device !== instrument)
      return refusal('the device belongs to another agent');
  }
  return {
    services,
    online,
    agent: { agentId, extension, instrument, state: agentStateNumber(agent.state) },
  };
}

function refusal(text: string): Refusal {
  return { status: ErrorStatus.E_CTI_INVALID_AGENT_DATA, text };
}
