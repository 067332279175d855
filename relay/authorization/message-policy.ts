/**
 * Every message that may pass, in both directions, and whom it is for. What is not in these tables does not pass.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import { DeviceType } from 'rxcti/protocol';
import type { ClientRequest } from 'rxcti/server';
import type { Mirror } from '../sessions/upstream.ts';
import { findCall } from './find-call.ts';
import type { Role } from './rights.ts';
import type { Scope } from './scope.ts';

type Named<Type extends ClientRequest['type']> = Extract<ClientRequest, { readonly type: Type }>;

/** Who may send a request, and about what. */
interface RequestRule<Type extends ClientRequest['type']> {
  readonly roles: readonly Role[];
  /** Why this user may not; undefined when it is allowed. */
  refusal(request: Named<Type>, scope: Scope, mirror: Mirror): string | undefined;
  /** The relay answers it from its mirror; otherwise CCX does. */
  readonly answeredHere?: true;
  /** Changes something: it goes into the audit log. */
  readonly command?: true;
}

const everyone: readonly Role[] = ['agent', 'supervisor', 'wallboard', 'admin'];
const actors: readonly Role[] = ['agent', 'supervisor', 'admin'];
const leaders: readonly Role[] = ['supervisor', 'admin'];

const allowed = (): undefined => undefined;

interface AgentNames {
  readonly agentId?: string | undefined;
  readonly agentExtension?: string | undefined;
  readonly agentInstrument?: string | undefined;
}

/** All that names the agent must be in sight, and something must. */
function agentInSight(
  { agentId = '', agentExtension = '', agentInstrument = '' }: AgentNames,
  scope: Scope,
): string | undefined {
  if (agentId !== '' && !scope.seesAgent(agentId)) return "another's agent";
  for (const device of [agentExtension, agentInstrument]) {
    // `unknown` is what a check of credentials names for its instrument.
    if (device !== '' && device !== 'unknown' && !scope.seesDevice(device)) return "another's phone";
  }
  return agentId === '' && agentExtension === '' && agentInstrument === '' ? 'no agent is named' : undefined;
}

/** Each device that is named must be in sight, and at least one named. */
function devicesInSight(scope: Scope, ...devices: readonly (string | undefined)[]): string | undefined {
  const named = devices.filter((device) => device !== undefined && device !== '') as string[];
  if (named.length === 0) return scope.everybody ? undefined : 'no device is named';
  return named.every((device) => scope.seesDevice(device)) ? undefined : "another's phone";
}

/** The call is in sight, and so are the connections at which the request works. */
function callInSight(
  scope: Scope,
  mirror: Mirror,
  callIds: readonly number[],
  ...devices: readonly (string | undefined)[]
): string | undefined {
  if (scope.everybody) return undefined;
  for (const callId of callIds) {
    if (callId === 0xffffffff) continue;
    const call = findCall(mirror, callId, devices[0]);
    if (call === undefined || !scope.seesCall(call)) return "another's call";
  }
  return devicesInSight(scope, ...devices);
}

function oneCall(
  request: {
    readonly callId: number;
    readonly connectionDeviceId?: string | undefined;
    readonly agentInstrument?: string | undefined;
  },
  scope: Scope,
  mirror: Mirror,
): string | undefined {
  return callInSight(scope, mirror, [request.callId], request.connectionDeviceId, request.agentInstrument);
}

/** Requests: browser to relay. */
export const requestRules: { readonly [Type in ClientRequest['type']]?: RequestRule<Type> } = {
  CONFIG_REQUEST_KEY_EVENT: { roles: everyone, answeredHere: true, refusal: allowed },
  CONFIG_REQUEST_EVENT: { roles: everyone, answeredHere: true, refusal: allowed },
  TEAM_CONFIG_REQ: { roles: leaders, answeredHere: true, refusal: allowed },
  QUERY_AGENT_STATE_REQ: { roles: everyone, answeredHere: true, refusal: agentInSight },
  SNAPSHOT_DEVICE_REQ: {
    roles: everyone,
    answeredHere: true,
    // At CTI ports callers wait: a supervisor sees those of the own queues there.
    refusal: ({ agentInstrument, snapshotDeviceType }, scope) =>
      scope.role === 'supervisor' && snapshotDeviceType === DeviceType.DEVID_CTI_PORT
        ? undefined
        : devicesInSight(scope, agentInstrument),
  },
  SNAPSHOT_CALL_REQ: {
    roles: everyone,
    answeredHere: true,
    refusal: ({ callId, connectionDeviceId }, scope, mirror) => {
      const call = findCall(mirror, callId, connectionDeviceId);
      return call === undefined || scope.seesCall(call) ? undefined : "another's call";
    },
  },
  QUERY_DEVICE_INFO_REQ: {
    roles: everyone,
    refusal: ({ agentInstrument }, scope) => devicesInSight(scope, agentInstrument),
  },
  QUERY_QUEUE_STATISTICS_REQ: {
    roles: everyone,
    refusal: ({ csqId }, scope) =>
      scope.everybody || (csqId !== undefined && scope.seesQueue(csqId)) ? undefined : 'a queue of others',
  },
  QUERY_SUMMARY_STATISTICS_REQ: { roles: ['supervisor', 'wallboard', 'admin'], refusal: allowed },
  QUERY_AGENT_QUEUE_STATISTICS_REQ: {
    roles: everyone,
    refusal: ({ agentId }, scope) => agentInSight({ agentId }, scope),
  },
  SET_AGENT_STATE_REQ: { roles: actors, command: true, refusal: agentInSight },
  MAKE_CALL_REQ: {
    roles: actors,
    command: true,
    refusal: ({ agentInstrument }, scope) => devicesInSight(scope, agentInstrument),
  },
  ANSWER_CALL_REQ: { roles: actors, command: true, refusal: oneCall },
  CLEAR_CALL_REQ: { roles: actors, command: true, refusal: oneCall },
  CLEAR_CONNECTION_REQ: { roles: actors, command: true, refusal: oneCall },
  HOLD_CALL_REQ: { roles: actors, command: true, refusal: oneCall },
  RETRIEVE_CALL_REQ: {
    roles: actors,
    command: true,
    refusal: ({ heldCallId, heldConnectionDeviceId, agentInstrument }, scope, mirror) =>
      callInSight(scope, mirror, [heldCallId], heldConnectionDeviceId, agentInstrument),
  },
  ALTERNATE_CALL_REQ: {
    roles: actors,
    command: true,
    refusal: (request, scope, mirror) =>
      callInSight(
        scope,
        mirror,
        [request.activeCallId, request.otherCallId],
        request.activeConnectionDeviceId,
        request.otherConnectionDeviceId,
        request.agentInstrument,
      ),
  },
  RECONNECT_CALL_REQ: { roles: actors, command: true, refusal: heldAndActive },
  TRANSFER_CALL_REQ: { roles: actors, command: true, refusal: heldAndActive },
  CONFERENCE_CALL_REQ: { roles: actors, command: true, refusal: heldAndActive },
  CONSULT_CALL_REQ: {
    roles: actors,
    command: true,
    refusal: ({ activeCallId, activeConnectionDeviceId, agentInstrument }, scope, mirror) =>
      callInSight(scope, mirror, [activeCallId], activeConnectionDeviceId, agentInstrument),
  },
  SEND_DTMF_SIGNAL_REQ: { roles: actors, command: true, refusal: oneCall },
  SET_CALL_DATA_REQ: { roles: actors, command: true, refusal: oneCall },
  BAD_CALL_REQ: { roles: actors, command: true, refusal: onBehalf },
  SUPERVISOR_ASSIST_REQ: { roles: actors, command: true, refusal: onBehalf },
  EMERGENCY_CALL_REQ: {
    roles: actors,
    command: true,
    refusal: ({ connectionCallId, ...rest }, scope, mirror) =>
      onBehalf({ ...rest, callId: connectionCallId }, scope, mirror),
  },
  SUPERVISE_CALL_REQ: {
    roles: leaders,
    command: true,
    refusal: (request, scope, mirror) => {
      const supervisor = [request.supervisorInstrument, request.supervisorConnectionDeviceId].filter(Boolean);
      if (supervisor.some((device) => !scope.ownsDevice(device as string)))
        return "another supervisor's phone";
      return callInSight(scope, mirror, [request.agentCallId], request.agentConnectionDeviceId);
    },
  },
};

function heldAndActive(
  request: Named<'RECONNECT_CALL_REQ' | 'TRANSFER_CALL_REQ' | 'CONFERENCE_CALL_REQ'>,
  scope: Scope,
  mirror: Mirror,
): string | undefined {
  return callInSight(
    scope,
    mirror,
    [request.activeCallId, request.heldCallId],
    request.activeConnectionDeviceId,
    request.heldConnectionDeviceId,
    request.agentInstrument,
  );
}

function onBehalf(
  request: {
    readonly callId: number;
    readonly connectionDeviceId: string;
    readonly agentId?: string | undefined;
    readonly agentExtension?: string | undefined;
    readonly agentInstrument?: string | undefined;
  },
  scope: Scope,
  mirror: Mirror,
): string | undefined {
  const { agentId = '' } = request;
  if (agentId !== '' && !scope.seesAgent(agentId)) return "another's agent";
  return callInSight(
    scope,
    mirror,
    [request.callId],
    request.connectionDeviceId,
    request.agentExtension,
    request.agentInstrument,
  );
}

/** Why a user may not send a request; undefined when it is allowed. */
export function requestRefusal(request: ClientRequest, scope: Scope, mirror: Mirror): string | undefined {
  const rule = requestRules[request.type] as RequestRule<ClientRequest['type']> | undefined;
  if (rule === undefined) return 'the relay does not pass this message on';
  if (!rule.roles.includes(scope.role)) return `not for the role ${scope.role}`;
  return rule.refusal(request as never, scope, mirror);
}

/** How an event finds those who may see it. */
export type EventRule =
  /** Everybody. */
  | 'all'
  /** Who sees the agent. */
  | 'agent'
  /** Who sees the call, which may begin and cease to be seen. */
  | 'call'
  /** Who sees the device it names, and everybody when it names none. */
  | 'device'
  /** Who sees the team. */
  | 'team'
  /** Record by record. */
  | 'records'
  /** Leaders who see the call. */
  | 'assist';

/** Events: CCX to browser. Confirmations go to the asker and to nobody else. */
export const eventRules: { readonly [Type in CtiMessage['type']]?: EventRule } = {
  SYSTEM_EVENT: 'device',
  AGENT_STATE_EVENT: 'agent',
  BEGIN_CALL_EVENT: 'call',
  END_CALL_EVENT: 'call',
  CALL_DATA_UPDATE_EVENT: 'call',
  CALL_DELIVERED_EVENT: 'call',
  CALL_ESTABLISHED_EVENT: 'call',
  CALL_HELD_EVENT: 'call',
  CALL_RETRIEVED_EVENT: 'call',
  CALL_CLEARED_EVENT: 'call',
  CALL_CONNECTION_CLEARED_EVENT: 'call',
  CALL_ORIGINATED_EVENT: 'call',
  CALL_FAILED_EVENT: 'call',
  CALL_CONFERENCED_EVENT: 'call',
  CALL_TRANSFERRED_EVENT: 'call',
  CALL_DIVERTED_EVENT: 'call',
  CALL_SERVICE_INITIATED_EVENT: 'call',
  CALL_QUEUED_EVENT: 'call',
  CALL_DEQUEUED_EVENT: 'call',
  RTP_STARTED_EVENT: 'call',
  RTP_STOPPED_EVENT: 'call',
  SUPERVISOR_ASSIST_EVENT: 'assist',
  EMERGENCY_CALL_EVENT: 'assist',
  TEAM_CONFIG_EVENT: 'team',
  CONFIG_BEGIN_EVENT: 'records',
  CONFIG_END_EVENT: 'records',
  CONFIG_APPLICATION_EVENT: 'records',
  CONFIG_CSQ_EVENT: 'records',
  CONFIG_AGENT_EVENT: 'records',
  CONFIG_DEVICE_EVENT: 'records',
  CONFIG_TERMINAL_EVENT: 'records',
};
