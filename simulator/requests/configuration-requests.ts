/**
 * Answers to clients that ask for the configuration and for the teams.
 * Guide: Share configuration data, Share agent team configuration data.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import type { TeamConfigEvent, TeamConfigEventMember, TeamConfigReq } from 'rxcti/protocol';
import {
  AgentType,
  ConfigEndStatus,
  ConfigKeyStatus,
  ConfigType,
  ErrorStatus,
  ServiceMask,
  TeamAgentFlags,
  TeamConfigOperation,
  TeamConfigParam,
  TeamConfigStatus,
  TeamMemberType,
  TeamRecordType,
} from 'rxcti/protocol';
import type { Granted, ServerSession } from 'rxcti/server';
import { grantedKinds, hasServices } from 'rxcti/server';
import type { Center } from '../center/center.ts';
import type { Person, TeamProfile } from '../center/people.ts';
import {
  type ConfigurationKeys,
  configurationBlock,
  configurationKinds,
  keyFields,
  recordsOf,
} from './configuration.ts';
import type { Outbox } from './outbox.ts';

/** Most members in one team message. */
const membersInOne = 64;

/** CONFIG_REQUEST_KEY_EVENT: the keys of the kinds that the session was opened for. */
export function answerKeys(
  keys: ConfigurationKeys,
  online: boolean,
  granted: Granted,
  session: ServerSession,
): void {
  const { CONFIG_SUCCESS, CONFIG_SERVICE_PROVIDER, CONFIG_NO_KEY_SUPPORT } = ConfigKeyStatus;
  if (!hasServices(granted, ServiceMask.CTI_SERVICE_CONFIG_EVENTS)) {
    session.send({ type: 'CONFIG_KEY_EVENT', status: CONFIG_SERVICE_PROVIDER });
  } else if (!online) {
    session.send({ type: 'CONFIG_KEY_EVENT', status: CONFIG_NO_KEY_SUPPORT });
  } else {
    session.send({
      type: 'CONFIG_KEY_EVENT',
      status: CONFIG_SUCCESS,
      ...keyFields(keys, grantedKinds(granted)),
    });
  }
}

/** CONFIG_REQUEST_EVENT: a block for each kind asked for, or an end alone where there is nothing to send. */
export function configurationAnswer(
  center: Center,
  keys: ConfigurationKeys,
  online: boolean,
  granted: Granted,
): readonly CtiMessage[] {
  const { CONFIG_SERVICE_PROVIDER, CONFIG_ERROR, CONFIG_EMPTY } = ConfigEndStatus;
  const end = (status: number, text: string): CtiMessage[] => [{ type: 'CONFIG_END_EVENT', status, text }];
  if (!hasServices(granted, ServiceMask.CTI_SERVICE_CONFIG_EVENTS)) {
    return end(CONFIG_SERVICE_PROVIDER, 'the session was opened without CTI_SERVICE_CONFIG_EVENTS');
  }
  if (!online) return end(CONFIG_ERROR, 'the server is offline');
  const asked = granted.configurationMask ?? 0;
  const kinds = asked & grantedKinds(granted);
  // Nobody should wait for the end of blocks that never begin.
  if (asked !== 0 && kinds === 0) {
    return end(CONFIG_SERVICE_PROVIDER, 'the session was opened without these kinds in ConfigMsgMask');
  }
  return configurationKinds
    .filter((kind) => (kinds & kind) !== 0)
    .flatMap((kind) => {
      const records = recordsOf(center, kind, granted.version);
      if (records.length === 0) return end(CONFIG_EMPTY, 'nothing of this kind is configured');
      return configurationBlock(keys, kind, ConfigType.Initial, records);
    });
}

/** TEAM_CONFIG_REQ: all teams, if they are wanted, and the confirmation. */
export function answerTeams(
  center: Center,
  request: TeamConfigReq,
  granted: Granted,
  session: ServerSession,
  outbox: Outbox,
): void {
  if (!hasServices(granted, ServiceMask.CTI_SERVICE_SUPERVISOR)) {
    const text = 'the session was opened without CTI_SERVICE_SUPERVISOR';
    session.fail(request.invokeId, ErrorStatus.E_CTI_UNSPECIFIED_FAILURE, text);
    return;
  }
  const { invokeId, configParam } = request;
  const teams = configParam === TeamConfigParam.Initial ? center.world.teams : [];
  const events = teams.flatMap((team) => teamEvents(center, team));
  outbox.send(session, [...events, { type: 'TEAM_CONFIG_CONF', invokeId, status: TeamConfigStatus.Success }]);
}

/** A team with its people and the queues that they serve. */
function teamEvents(center: Center, team: TeamProfile): readonly TeamConfigEvent[] {
  const people = center.world.people.filter(({ teamId }) => teamId === team.teamId);
  const queues = new Set(people.flatMap(({ csqIds }) => csqIds));
  const members: TeamConfigEventMember[] = [
    ...people.map((person) => teamMember(person, TeamRecordType.Add)),
    ...[...queues]
      .sort((a, b) => a - b)
      .map((csqId) => ({
        agentId: String(csqId),
        agentFlags: TeamAgentFlags.RegularAgent,
        recordType: TeamRecordType.Add,
        memberType: TeamMemberType.CSQ,
      })),
  ];
  const events: TeamConfigEvent[] = [];
  // A team without members is a team all the same.
  for (let at = 0; at === 0 || at < members.length; at += membersInOne) {
    const operation = at === 0 ? TeamConfigOperation.AddTeam : TeamConfigOperation.ChangeTeam;
    events.push(teamEvent(team, operation, members.slice(at, at + membersInOne)));
  }
  return events;
}

/** One team message. */
export function teamEvent(
  team: TeamProfile,
  operation: number,
  members: readonly TeamConfigEventMember[],
): TeamConfigEvent {
  return { type: 'TEAM_CONFIG_EVENT', teamId: team.teamId, operation, teamName: team.name, members };
}

/** A person as a member of a team. */
export function teamMember(person: Person, recordType: TeamRecordType): TeamConfigEventMember {
  const supervisor = TeamAgentFlags.PrimarySupervisor | TeamAgentFlags.Supervisor;
  return {
    agentId: person.agentId,
    agentFlags: person.type === AgentType.Supervisor ? supervisor : TeamAgentFlags.RegularAgent,
    recordType,
    memberType: TeamMemberType.AgentOrSupervisor,
  };
}
