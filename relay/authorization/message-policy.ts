/**
 * The message policy: which roles may send which requests, and who receives which events. Default deny: a message that is
 * not in these tables is not forwarded.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import { DeviceType } from 'rxcti/protocol';
import type { ClientRequest } from 'rxcti/server';
import type { Role } from './rights.ts';
import { findCall, type Replica, type Scope } from './scope.ts';

type Named<Type extends ClientRequest['type']> = Extract<ClientRequest, { readonly type: Type }>;

/** Who may send a request, and with which arguments. */
interface RequestRule<Type extends ClientRequest['type']> {
  readonly roles: readonly Role[];
  /** Reason for denial; undefined if the request is allowed. */
  denial(request: Named<Type>, scope: Scope, replica: Replica): string | undefined;
  /** The relay replies from its replica; otherwise CCX does. */
  readonly repliedLocally?: true;
  /** Changes state, and is written to the audit log. */
  readonly command?: true;
}

const everyone: readonly Role[] = ['agent', 'supervisor', 'wallboard', 'admin'];
const actors: readonly Role[] = ['agent', 'supervisor', 'admin'];
const supervisors: readonly Role[] = ['supervisor', 'admin'];

const allowed = (): undefined => undefined;

interface AgentNames {
  readonly agentId?: string | undefined;
  readonly agentExtension?: string | undefined;
  readonly agentInstrument?: string | undefined;
}

/** At least one field names the agent, and all that do name a visible one. */
function agentVisible(
  { agentId = '', agentExtension = '', agentInstrument = '' }: AgentNames,
  scope: Scope,
): string | undefined {
  if (agentId !== '' && !scope.seesAgent(agentId)) return 'agent not visible to this user';
  for (const device of [agentExtension, agentInstrument]) {
    // `unknown`: instrument of a credential check.
    if (device !== '' && device !== 'unknown' && !scope.seesDevice(device))
      return 'device not visible to this user';
  }
  return agentId === '' && agentExtension === '' && agentInstrument === '' ? 'missing agent' : undefined;
}

/** At least one device is named, and all named devices are visible. */
function devicesVisible(scope: Scope, ...devices: readonly (string | undefined)[]): string | undefined {
  const named = devices.filter((device) => device !== undefined && device !== '') as string[];
  if (named.length === 0) return scope.seesAll ? undefined : 'missing device';
  return named.every((device) => scope.seesDevice(device)) ? undefined : 'device not visible to this user';
}

/** The calls and the named connections are visible. */
function callVisible(
  scope: Scope,
  replica: Replica,
  callIds: readonly number[],
  ...devices: readonly (string | undefined)[]
): string | undefined {
  if (scope.seesAll) return undefined;
  for (const callId of callIds) {
    if (callId === 0xffffffff) continue;
    const call = findCall(replica, callId, devices[0]);
    if (call === undefined || !scope.seesCall(call)) return 'call not visible to this user';
  }
  return devicesVisible(scope, ...devices);
}

function oneCall(
  request: {
    readonly callId: number;
    readonly connectionDeviceId?: string | undefined;
    readonly agentInstrument?: string | undefined;
  },
  scope: Scope,
  replica: Replica,
): string | undefined {
  return callVisible(scope, replica, [request.callId], request.connectionDeviceId, request.agentInstrument);
}

/** Requests, from client to relay. */
export const requestRules: { readonly [Type in ClientRequest['type']]?: RequestRule<Type> } = {
  CONFIG_REQUEST_KEY_EVENT: { roles: everyone, repliedLocally: true, denial: allowed },
  CONFIG_REQUEST_EVENT: { roles: everyone, repliedLocally: true, denial: allowed },
  TEAM_CONFIG_REQ: { roles: supervisors, repliedLocally: true, denial: allowed },
  QUERY_AGENT_STATE_REQ: { roles: everyone, repliedLocally: true, denial: agentVisible },
  SNAPSHOT_DEVICE_REQ: {
    roles: everyone,
    repliedLocally: true,
    // Callers wait at CTI ports: supervisors see the calls of their own queues there.
    denial: ({ agentInstrument, snapshotDeviceType }, scope) =>
      scope.role === 'supervisor' && snapshotDeviceType === DeviceType.DEVID_CTI_PORT
        ? undefined
        : devicesVisible(scope, agentInstrument),
  },
  SNAPSHOT_CALL_REQ: {
    roles: everyone,
    repliedLocally: true,
    denial: ({ callId, connectionDeviceId }, scope, replica) => {
      const call = findCall(replica, callId, connectionDeviceId);
      return call === undefined || scope.seesCall(call) ? undefined : 'call not visible to this user';
    },
  },
  QUERY_DEVICE_INFO_REQ: {
    roles: everyone,
    denial: ({ agentInstrument }, scope) => devicesVisible(scope, agentInstrument),
  },
  QUERY_QUEUE_STATISTICS_REQ: {
    roles: everyone,
    denial: ({ csqId }, scope) =>
      scope.seesAll || (csqId !== undefined && scope.seesQueue(csqId))
        ? undefined
        : 'queue not visible to this user',
  },
  QUERY_SUMMARY_STATISTICS_REQ: { roles: ['supervisor', 'wallboard', 'admin'], denial: allowed },
  QUERY_AGENT_QUEUE_STATISTICS_REQ: {
    roles: everyone,
    denial: ({ agentId }, scope) => agentVisible({ agentId }, scope),
  },
  SET_AGENT_STATE_REQ: { roles: actors, command: true, denial: agentVisible },
  MAKE_CALL_REQ: {
    roles: actors,
    command: true,
    denial: ({ agentInstrument }, scope) => devicesVisible(scope, agentInstrument),
  },
  ANSWER_CALL_REQ: { roles: actors, command: true, denial: oneCall },
  CLEAR_CALL_REQ: { roles: actors, command: true, denial: oneCall },
  CLEAR_CONNECTION_REQ: { roles: actors, command: true, denial: oneCall },
  HOLD_CALL_REQ: { roles: actors, command: true, denial: oneCall },
  RETRIEVE_CALL_REQ: {
    roles: actors,
    command: true,
    denial: ({ heldCallId, heldConnectionDeviceId, agentInstrument }, scope, replica) =>
      callVisible(scope, replica, [heldCallId], heldConnectionDeviceId, agentInstrument),
  },
  ALTERNATE_CALL_REQ: {
    roles: actors,
    command: true,
    denial: (request, scope, replica) =>
      callVisible(
        scope,
        replica,
        [request.activeCallId, request.otherCallId],
        request.activeConnectionDeviceId,
        request.otherConnectionDeviceId,
        request.agentInstrument,
      ),
  },
  RECONNECT_CALL_REQ: { roles: actors, command: true, denial: heldAndActive },
  TRANSFER_CALL_REQ: { roles: actors, command: true, denial: heldAndActive },
  CONFERENCE_CALL_REQ: { roles: actors, command: true, denial: heldAndActive },
  CONSULT_CALL_REQ: {
    roles: actors,
    command: true,
    denial: ({ activeCallId, activeConnectionDeviceId, agentInstrument }, scope, replica) =>
      callVisible(scope, replica, [activeCallId], activeConnectionDeviceId, agentInstrument),
  },
  SEND_DTMF_SIGNAL_REQ: { roles: actors, command: true, denial: oneCall },
  SET_CALL_DATA_REQ: { roles: actors, command: true, denial: oneCall },
  BAD_CALL_REQ: { roles: actors, command: true, denial: onBehalf },
  SUPERVISOR_ASSIST_REQ: { roles: actors, command: true, denial: onBehalf },
  EMERGENCY_CALL_REQ: {
    roles: actors,
    command: true,
    denial: ({ connectionCallId, ...rest }, scope, replica) =>
      onBehalf({ ...rest, callId: connectionCallId }, scope, replica),
  },
  SUPERVISE_CALL_REQ: {
    roles: supervisors,
    command: true,
    denial: (request, scope, replica) => {
      const supervisor = [request.supervisorInstrument, request.supervisorConnectionDeviceId].filter(Boolean);
      if (supervisor.some((device) => !scope.ownsDevice(device as string)))
        return 'not the own phone of the supervisor';
      return callVisible(scope, replica, [request.agentCallId], request.agentConnectionDeviceId);
    },
  },
};

function heldAndActive(
  request: Named<'RECONNECT_CALL_REQ' | 'TRANSFER_CALL_REQ' | 'CONFERENCE_CALL_REQ'>,
  scope: Scope,
  replica: Replica,
): string | undefined {
  return callVisible(
    scope,
    replica,
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
  replica: Replica,
): string | undefined {
  const { agentId = '' } = request;
  if (agentId !== '' && !scope.seesAgent(agentId)) return 'agent not visible to this user';
  return callVisible(
    scope,
    replica,
    [request.callId],
    request.connectionDeviceId,
    request.agentExtension,
    request.agentInstrument,
  );
}

/** Reason why a user may not send a request; undefined if it is allowed. */
export function requestDenial(request: ClientRequest, scope: Scope, replica: Replica): string | undefined {
  const rule = requestRules[request.type] as RequestRule<ClientRequest['type']> | undefined;
  if (rule === undefined) return 'message type not forwarded by the relay';
  if (!rule.roles.includes(scope.role)) return `not allowed for role ${scope.role}`;
  return rule.denial(request as never, scope, replica);
}

/** How the recipients of an event are determined. */
export type EventRule =
  /** All sessions. */
  | 'all'
  /** Sessions that see the agent. */
  | 'agent'
  /** Sessions that see the call; it may become visible or invisible with this event. */
  | 'call'
  /** Sessions that see the named device; all sessions if none is named. */
  | 'device'
  /** Sessions that see the team. */
  | 'team'
  /** Each record to the sessions that see it. */
  | 'records'
  /** Supervisors who see the call. */
  | 'assist';

/** Events, from CCX to clients. Confirmations go only to the client that sent the request. */
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
