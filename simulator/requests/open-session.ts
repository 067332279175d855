/**
 * OPEN_REQ: grants or refuses a session.
 * @module
 */
import { AgentType, ErrorStatus, type OpenReq, ServiceMask } from 'rxcti/protocol';
import { type Grant, modeOf, type Refusal } from 'rxcti/server';
import { findAgent } from '../model/agents.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Sessions } from '../sessions/sessions.ts';

/** Decides on OPEN_REQ at the master. An older session of the same client is ended. */
export function openSession(
  center: ContactCenter,
  sessions: Sessions,
  request: OpenReq,
  offered: { readonly services: number; readonly online: boolean },
): Grant | Refusal {
  const { services, online } = offered;
  if (modeOf(request.servicesRequested & services) !== 'agent') {
    sessions.endOlder(request.clientId, undefined);
    return { services, online };
  }
  const agent = findAgent(center, request);
  if (agent === undefined) {
    const text = 'unknown agent id, extension or instrument';
    return { status: ErrorStatus.E_CTI_INVALID_AGENT_DATA, text };
  }
  const { agentId, extension, type } = agent.config;
  const owners = center.phones.get(extension) ?? [];
  if (owners.some((owner) => owner !== agent && sessions.hasAgentSession(owner.config.agentId))) {
    return { status: ErrorStatus.E_CTI_DEVICE_IN_USE, text: 'the phone is in use by another client' };
  }
  sessions.endOlder(request.clientId, agentId);
  return {
    services: type === AgentType.Supervisor ? services : services & ~ServiceMask.CTI_SERVICE_SUPERVISOR,
    online,
    agent: { agentId, extension, instrument: extension, state: agent.state },
  };
}
