/**
 * What a browser's OPEN_REQ gets: services by role, and in agent mode the agent whom the token names.
 * @module
 */

import type { OpenReq } from 'rxcti/protocol';
import { ErrorStatus, ServiceMask } from 'rxcti/protocol';
import { type Grant, modeOf, type Refusal } from 'rxcti/server';
import type { Rights, Role } from '../authorization/rights.ts';
import { agentStateNumbers } from './state-numbers.ts';
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

const watching = CTI_SERVICE_CLIENT_EVENTS | CTI_SERVICE_ALL_EVENTS | CTI_SERVICE_CONFIG_EVENTS;
const acting = CTI_SERVICE_CALL_DATA_UPDATE | CTI_SERVICE_CLIENT_CONTROL | CTI_AGENT_STATE_CONTROL_ONLY;

/** The services that each role may have. */
export const servicesOf: Readonly<Record<Role, number>> = {
  agent: watching | acting,
  supervisor: watching | acting | CTI_SERVICE_SUPERVISOR,
  wallboard: watching,
  admin: watching | acting | CTI_SERVICE_SUPERVISOR,
};

/** Grants or refuses an OPEN_REQ. While CCX is out of reach the session opens offline. */
export function grantTo(rights: Rights, open: OpenReq, upstream: Upstream): Grant | Refusal {
  const services = servicesOf[rights.role];
  const online = upstream.isReady;
  if (modeOf(open.servicesRequested & services) !== 'agent') return { services, online };

  const { agentId } = rights;
  if (
    agentId === undefined ||
    (open.agentId !== undefined && open.agentId !== '' && open.agentId !== agentId)
  ) {
    return refusal('the token is not of this agent');
  }
  const agent = upstream.mirror.agents.get(agentId)?.getSnapshot();
  if (agent === undefined) {
    if (online) return refusal('CCX knows no such agent');
    // Not known yet: the browser's own word stands in until it asks again, and gives it no rights.
    const phone = open.agentExtension ?? '';
    return { services, online, agent: { agentId, extension: phone, instrument: phone, state: 0 } };
  }
  const { extension = '', instrument = extension } = agent;
  for (const phone of [open.agentExtension, open.agentInstrument]) {
    if (phone !== undefined && phone !== '' && phone !== extension && phone !== instrument)
      return refusal('the phone is not of this agent');
  }
  return {
    services,
    online,
    agent: { agentId, extension, instrument, state: agentStateNumbers.get(agent.state) ?? 0 },
  };
}

function refusal(text: string): Refusal {
  return { status: ErrorStatus.E_CTI_INVALID_AGENT_DATA, text };
}
