/**
 * Requests that the relay answers from its replica. Replies that many clients ask for, all of them at once after a
 * failover, are cached and encoded once per scope.
 * @module
 */
import { type Agent, callsAtDevice } from 'rxcti';
import {
  ConfigKeyStatus,
  ControlFailureCode,
  type CtiMessage,
  ErrorStatus,
  type QueryAgentStateReq,
  TeamConfigParam,
} from 'rxcti/protocol';
import {
  type ClientRequest,
  createSharedFrame,
  grantedKinds,
  type ServerSession,
  type SharedFrame,
} from 'rxcti/server';
import { findCall } from '../authorization/scope.ts';
import { agentStateConf, agentStateEvent, teamConfigEvents } from './agent-messages.ts';
import { callSnapshotConf, deviceSnapshotConf } from './call-messages.ts';
import { configurationBlocks, configurationKeys } from './configuration-messages.ts';
import type { SubscriberGroup } from './subscriber-groups.ts';
import type { Upstream } from './upstream.ts';

/** Answers a request whose rule says `repliedLocally`. */
export function replyFromReplica(
  request: ClientRequest,
  session: ServerSession,
  group: SubscriberGroup,
  upstream: Upstream,
  cache: ReplyCache,
  now: number,
): void {
  const { scope } = group;
  const { replica, version } = upstream;
  const { granted } = session;
  if (granted === undefined) return;
  const send = (message: CtiMessage): void => session.send(group.redact(message));

  switch (request.type) {
    case 'CONFIG_REQUEST_KEY_EVENT':
      send({
        type: 'CONFIG_KEY_EVENT',
        status: upstream.isReady ? ConfigKeyStatus.CONFIG_SUCCESS : ConfigKeyStatus.CONFIG_NO_KEY_SUPPORT,
        ...(upstream.isReady ? configurationKeys(replica, grantedKinds(granted), scope) : {}),
      });
      break;
    case 'CONFIG_REQUEST_EVENT': {
      const kinds = request.configurationMask & grantedKinds(granted);
      for (const { message, frame } of cache.configuration(kinds, group)) session.send(message, frame);
      break;
    }
    case 'TEAM_CONFIG_REQ':
      if (request.configParam === TeamConfigParam.Initial) {
        for (const team of replica.teams.getSnapshot().values())
          if (scope.seesTeam(team.teamId)) for (const event of teamConfigEvents(team)) send(event);
      }
      send({ type: 'TEAM_CONFIG_CONF', invokeId: request.invokeId, status: 0 });
      break;
    case 'QUERY_AGENT_STATE_REQ': {
      const agent = findAgent(request, upstream);
      if (agent === undefined || agent.state === 'unknown') {
        session.controlFail(request.invokeId, ControlFailureCode.CF_INVALID_AGENT_ID_SPECIFIED, {
          text: 'unknown agent',
        });
        break;
      }
      send(agentStateConf(request.invokeId, agent));
      session.publish(agentStateEvent(agent, version, now));
      break;
    }
    case 'SNAPSHOT_DEVICE_REQ': {
      const calls = callsAtDevice(replica.calls.getSnapshot(), request.agentInstrument).filter(
        (call) => call.endedAt === undefined && scope.seesCall(call),
      );
      send(deviceSnapshotConf(request.invokeId, request.agentInstrument, calls));
      break;
    }
    case 'SNAPSHOT_CALL_REQ': {
      const call = findCall(replica, request.callId, request.connectionDeviceId);
      if (call === undefined) session.fail(request.invokeId, ErrorStatus.E_CTI_INVALID_CALLID);
      else send(callSnapshotConf(request.invokeId, call, version));
      break;
    }
  }
}

function findAgent(
  { agentId = '', agentExtension = '', agentInstrument = '' }: QueryAgentStateReq,
  { replica }: Upstream,
): Agent | undefined {
  if (agentId !== '') return replica.agents.get(agentId)?.getSnapshot();
  const device = agentExtension === '' ? agentInstrument : agentExtension;
  return [...replica.agents.getSnapshot().values()].find(
    ({ extension, instrument }) => device !== '' && (extension === device || instrument === device),
  );
}

interface EncodedMessage {
  readonly message: CtiMessage;
  readonly frame: SharedFrame;
}

export interface ReplyCache {
  /** The configuration of the kinds in a ConfigurationMask, as a group may see it. */
  configuration(kinds: number, group: SubscriberGroup): readonly EncodedMessage[];
  /** Call it with every event, after the replica was updated. */
  update(event: CtiMessage): void;
  /** The replica was rebuilt. */
  clear(): void;
}

/**
 * Scopes whose configuration is kept. Users who see everything share one, and an agent's is small: it is the larger teams
 * that are worth keeping.
 */
const maxCachedConfigurations = 32;

export function createReplyCache({ replica, version }: Upstream): ReplyCache {
  const configurations = new Map<string, readonly EncodedMessage[]>();
  return {
    configuration(kinds, group) {
      const key = `${kinds} ${group.scope.fingerprint}`;
      const cached = configurations.get(key);
      if (cached !== undefined) return cached;
      if (configurations.size >= maxCachedConfigurations) configurations.clear();
      const messages = configurationBlocks(replica, kinds, group.scope, version).map((block) => {
        const message = group.redact(block);
        return { message, frame: createSharedFrame(message) };
      });
      configurations.set(key, messages);
      return messages;
    },
    update({ type }) {
      if (type.startsWith('CONFIG_')) configurations.clear();
    },
    clear: () => configurations.clear(),
  };
}
