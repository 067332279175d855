/**
 * The agents, calls, queues, teams and devices that a user may see, computed from the current state.
 * @module
 */

import { actualDevice, type Call, type CtiClient, type DeviceClass } from 'rxcti';
import { TeamAgentFlags } from 'rxcti/protocol';
import type { Rights, Role } from './rights.ts';

/** Read-only replica of the CCX state. */
export type Replica = Pick<
  CtiClient,
  'agents' | 'calls' | 'queues' | 'teams' | 'devices' | 'terminals' | 'applications' | 'saveConfiguration'
>;

/** The part of the contact center that a user may see. */
export interface Scope {
  readonly role: Role;
  readonly agentId: string | undefined;
  /** No restriction. */
  readonly seesAll: boolean;
  /** Scopes with equal fingerprints are equal, on all relays. */
  readonly fingerprint: string;
  seesAgent(agentId: string): boolean;
  /** Phone of an agent whom the user sees. */
  seesDevice(deviceId: string): boolean;
  /** The user's own phone. */
  ownsDevice(deviceId: string): boolean;
  seesConfiguredDevice(deviceId: string, deviceClass: DeviceClass): boolean;
  seesTeam(teamId: number): boolean;
  seesQueue(queueId: number): boolean;
  /** An agent whom the user sees is in the call, or it waits in a queue of the user's teams. */
  seesCall(call: Call): boolean;
}

const supervises = TeamAgentFlags.PrimarySupervisor | TeamAgentFlags.Supervisor;

/** The scope of a user. It does not follow changes: create another after configuration, teams or phones changed. */
export function scopeOf(rights: Rights, replica: Replica): Scope {
  const { role, agentId } = rights;
  if (role === 'admin' || role === 'wallboard') return unrestrictedScope(role, agentId);
  const teams = role === 'supervisor' ? teamsOf(rights, replica) : new Set<number>();
  const agents = new Set<string>(agentId === undefined ? [] : [agentId]);
  const waitingIn = new Set<number>();
  const queues = new Set(agentId === undefined ? [] : replica.agents.get(agentId)?.getSnapshot().queueIds);
  for (const teamId of teams) {
    const team = replica.teams.get(teamId);
    for (const member of team?.members.keys() ?? []) agents.add(member);
    for (const queueId of team?.queueIds ?? []) {
      queues.add(queueId);
      waitingIn.add(queueId);
    }
  }
  const devices = new Set([...agents].flatMap((agent) => phonesOf(agent, replica)));
  const own = new Set(agentId === undefined ? [] : phonesOf(agentId, replica));

  return {
    role,
    agentId,
    seesAll: false,
    fingerprint: JSON.stringify([role, agentId, ...[teams, agents, devices, queues].map(sorted)]),
    seesAgent: (id) => agents.has(id),
    seesDevice: (id) => devices.has(actualDevice(id)),
    ownsDevice: (id) => own.has(actualDevice(id)),
    seesConfiguredDevice: (id, deviceClass) =>
      deviceClass === 'agent' ? devices.has(id) : role === 'supervisor',
    seesTeam: (id) => teams.has(id),
    seesQueue: (id) => queues.has(id),
    seesCall(call) {
      for (const { deviceId } of call.connections.values())
        if (devices.has(actualDevice(deviceId))) return true;
      return call.queueIds.some((queueId) => waitingIn.has(queueId));
    },
  };
}

/** The order of insertion differs between relays of a cluster. */
function sorted(ids: ReadonlySet<string | number>): readonly (string | number)[] {
  return [...ids].sort((a, b) => (a < b ? -1 : 1));
}

function unrestrictedScope(role: Role, agentId: string | undefined): Scope {
  const yes = (): boolean => true;
  return {
    role,
    agentId,
    seesAll: true,
    fingerprint: role,
    seesAgent: yes,
    seesDevice: yes,
    ownsDevice: yes,
    seesConfiguredDevice: yes,
    seesTeam: yes,
    seesQueue: yes,
    seesCall: yes,
  };
}

function teamsOf({ agentId, teamIds }: Rights, replica: Replica): ReadonlySet<number> {
  if (teamIds !== undefined) return new Set(teamIds);
  return new Set(
    [...replica.teams.getSnapshot().values()]
      .filter(({ members }) => ((members.get(agentId ?? '') ?? 0) & supervises) !== 0)
      .map(({ teamId }) => teamId),
  );
}

function phonesOf(agentId: string, replica: Replica): readonly string[] {
  const agent = replica.agents.get(agentId)?.getSnapshot();
  return [agent?.extension, agent?.instrument].filter(
    (phone) => phone !== undefined && phone !== '',
  ) as string[];
}

/** The live call with this CallID. If several calls share it: the one with a party at the device. */
export function findCall(replica: Replica, callId: number, device?: string): Call | undefined {
  const first = replica.calls.get(callId)?.getSnapshot();
  if (
    first !== undefined &&
    isLiveCall(first, callId) &&
    (device === undefined || first.connections.has(device))
  )
    return first;
  // Rare: the CallID changed, or two calls share it. The map may be older than its calls.
  const sharing = [...replica.calls.getSnapshot().values()]
    .filter((call) => isLiveCall(call, callId))
    .flatMap(({ id }) => replica.calls.get(id)?.getSnapshot() ?? [])
    .filter((call) => isLiveCall(call, callId));
  return sharing.find((call) => device !== undefined && call.connections.has(device)) ?? sharing[0];
}

function isLiveCall(call: Call, callId: number): boolean {
  return call.callId === callId && call.endedAt === undefined;
}
