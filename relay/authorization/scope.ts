/**
 * What a user's eyes reach in the contact center as it is now.
 * @module
 */

import type { DeviceClass } from 'rxcti';
import { actualDevice, type Call } from 'rxcti';
import { TeamAgentFlags } from 'rxcti/protocol';
import type { Mirror } from '../sessions/upstream.ts';
import type { Rights, Role } from './rights.ts';

/** A part of the contact center. */
export interface Scope {
  readonly role: Role;
  readonly agentId: string | undefined;
  /** The whole. */
  readonly everybody: boolean;
  /** What makes this scope another one, as text. */
  readonly fingerprint: string;
  seesAgent(agentId: string): boolean;
  /** A phone of somebody whom the user sees. */
  seesDevice(deviceId: string): boolean;
  /** The user's own phone. */
  ownsDevice(deviceId: string): boolean;
  seesConfiguredDevice(deviceId: string, deviceClass: DeviceClass): boolean;
  seesTeam(teamId: number): boolean;
  seesQueue(queueId: number): boolean;
  /** Somebody whom the user sees is in the call, or it waits in a queue of the user's teams. */
  seesCall(call: Call): boolean;
}

const supervises = TeamAgentFlags.PrimarySupervisor | TeamAgentFlags.Supervisor;

/** The scope of a user now. It does not follow changes: make another after configuration, teams or phones changed. */
export function scopeOf(rights: Rights, mirror: Mirror): Scope {
  const { role, agentId } = rights;
  if (role === 'admin' || role === 'wallboard') return wholeScope(role, agentId);
  const teams = role === 'supervisor' ? teamsOf(rights, mirror) : new Set<number>();
  const agents = new Set<string>(agentId === undefined ? [] : [agentId]);
  const waitingIn = new Set<number>();
  const queues = new Set(agentId === undefined ? [] : mirror.agents.get(agentId)?.getSnapshot().queueIds);
  for (const teamId of teams) {
    const team = mirror.teams.get(teamId);
    for (const member of team?.members.keys() ?? []) agents.add(member);
    for (const queueId of team?.queueIds ?? []) {
      queues.add(queueId);
      waitingIn.add(queueId);
    }
  }
  const devices = new Set([...agents].flatMap((agent) => phonesOf(agent, mirror)));
  const own = new Set(agentId === undefined ? [] : phonesOf(agentId, mirror));

  return {
    role,
    agentId,
    everybody: false,
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

/** Relays of a cluster learn of things in different orders. */
function sorted(ids: ReadonlySet<string | number>): readonly (string | number)[] {
  return [...ids].sort((a, b) => (a < b ? -1 : 1));
}

function wholeScope(role: Role, agentId: string | undefined): Scope {
  const yes = (): boolean => true;
  return {
    role,
    agentId,
    everybody: true,
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

function teamsOf({ agentId, teamIds }: Rights, mirror: Mirror): ReadonlySet<number> {
  if (teamIds !== undefined) return new Set(teamIds);
  return new Set(
    [...mirror.teams.getSnapshot().values()]
      .filter(({ members }) => ((members.get(agentId ?? '') ?? 0) & supervises) !== 0)
      .map(({ teamId }) => teamId),
  );
}

function phonesOf(agentId: string, mirror: Mirror): readonly string[] {
  const agent = mirror.agents.get(agentId)?.getSnapshot();
  return [agent?.extension, agent?.instrument].filter(
    (phone) => phone !== undefined && phone !== '',
  ) as string[];
}
