/**
 * Requests that the relay answers from its mirror.
 * @module
 */

import type { Agent, CtiMessage } from 'rxcti';
import type { QueryAgentStateReq } from 'rxcti/protocol';
import { ConfigKeyStatus, ControlFailureCode, ErrorStatus, TeamConfigParam } from 'rxcti/protocol';
import type { ClientRequest, ServerSession } from 'rxcti/server';
import { grantedKinds } from 'rxcti/server';
import { findCall } from '../authorization/scope.ts';
import { agentStateConf, agentStateEvent } from './agent-messages.ts';
import { callSnapshotConf, deviceSnapshotConf } from './call-messages.ts';
import { configurationKeys } from './configuration-messages.ts';
import type { Audience } from './fan-out.ts';
import type { Prepared } from './reply-cache.ts';
import { teamEvents } from './team-messages.ts';
import type { Upstream } from './upstream.ts';

/** Answers a request that the table has answered here; every answer goes to the asker as the audience may see it. */
export function answerHere(
  request: ClientRequest,
  session: ServerSession,
  audience: Audience,
  upstream: Upstream,
  prepared: Prepared,
  now: number,
): void {
  const { scope } = audience;
  const { mirror, version } = upstream;
  const { granted } = session;
  if (granted === undefined) return;
  const send = (message: CtiMessage): void => session.send(audience.shown(message));

  switch (request.type) {
    case 'CONFIG_REQUEST_KEY_EVENT':
      send({
        type: 'CONFIG_KEY_EVENT',
        status: upstream.isReady ? ConfigKeyStatus.CONFIG_SUCCESS : ConfigKeyStatus.CONFIG_NO_KEY_SUPPORT,
        ...(upstream.isReady ? configurationKeys(mirror, grantedKinds(granted), scope) : {}),
      });
      break;
    case 'CONFIG_REQUEST_EVENT': {
      const kinds = request.configurationMask & grantedKinds(granted);
      for (const { message, frame } of prepared.configuration(kinds, audience)) session.send(message, frame);
      break;
    }
    case 'TEAM_CONFIG_REQ':
      if (request.configParam === TeamConfigParam.Initial) {
        for (const team of mirror.teams.getSnapshot().values())
          if (scope.seesTeam(team.teamId)) for (const event of teamEvents(team)) send(event);
      }
      send({ type: 'TEAM_CONFIG_CONF', invokeId: request.invokeId, status: 0 });
      break;
    case 'QUERY_AGENT_STATE_REQ': {
      const agent = agentOf(request, upstream);
      if (agent === undefined || agent.state === 'unknown') {
        session.controlFail(request.invokeId, ControlFailureCode.CF_INVALID_AGENT_ID_SPECIFIED, {
          text: 'there is no such agent',
        });
        break;
      }
      send(agentStateConf(request.invokeId, agent));
      session.publish(agentStateEvent(agent, version, now));
      break;
    }
    case 'SNAPSHOT_DEVICE_REQ': {
      const calls = prepared.callsAt(request.agentInstrument).filter((call) => scope.seesCall(call));
      send(deviceSnapshotConf(request.invokeId, request.agentInstrument, calls));
      break;
    }
    case 'SNAPSHOT_CALL_REQ': {
      const call = findCall(mirror, request.callId, request.connectionDeviceId);
      if (call === undefined) session.fail(request.invokeId, ErrorStatus.E_CTI_INVALID_CALLID);
      else send(callSnapshotConf(request.invokeId, call, version));
      break;
    }
  }
}

function agentOf(
  { agentId = '', agentExtension = '', agentInstrument = '' }: QueryAgentStateReq,
  { mirror }: Upstream,
): Agent | undefined {
  if (agentId !== '') return mirror.agents.get(agentId)?.getSnapshot();
  const device = agentExtension === '' ? agentInstrument : agentExtension;
  return [...mirror.agents.getSnapshot().values()].find(
    ({ extension, instrument }) => device !== '' && (extension === device || instrument === device),
  );
}
