/**
 * Queues, applications, devices and teams as the mirror shows them, and the records that tell of them.
 * Guide: CONFIG_CSQ_EVENT; CONFIG_APPLICATION_EVENT; CONFIG_DEVICE_EVENT; CONFIG_TERMINAL_EVENT; TEAM_CONFIG_EVENT.
 * @module
 */
import { ConfigDeviceClass } from '../protocol/constants/configuration.ts';
import { TeamAgentFlags, TeamConfigOperation, TeamMemberType } from '../protocol/constants/teams.ts';
import type {
  ConfigApplicationEventRecord,
  ConfigCsqEventRecord,
  ConfigDeviceEventRecord,
  ConfigTerminalEventRecord,
  TeamConfigEvent,
} from '../protocol/generated/messages.ts';

/** A contact service queue. Immutable, like all of these: a change makes a new object. */
export interface Queue {
  readonly queueId: number;
  readonly name?: string;
  readonly description?: string;
  /** After a call of this queue the agent goes to work state. */
  readonly autoWork: boolean;
}

/** An application that handles calls. */
export interface Application {
  readonly applicationId: number;
  readonly name?: string;
  readonly description?: string;
  /** Most sessions at once. */
  readonly maxSessions?: number;
}

/** What a device is. */
export type DeviceClass = 'agent' | 'routePoint' | 'ctiPort' | 'callControlGroup' | 'unknown';

/** An agent's extension, a trigger (route point), a CTI port or a group of those. */
export interface Device {
  /** Extension, route point, CTI port or number of the group. */
  readonly deviceId: string;
  readonly deviceClass: DeviceClass;
  readonly description?: string;
  /** Of an agent's extension. */
  readonly agentId?: string;
  /** Of a route point. */
  readonly applicationId?: number;
  readonly callControlGroupId?: number;
  /** Most sessions of a route point, or number of ports of a group. */
  readonly maxQueued?: number;
  /** False after SYSTEM_EVENT said that it left service, until it is back. */
  readonly inService: boolean;
}

/** A terminal that an agent's extension is on; told from version 18 on. */
export interface Terminal {
  /** Device name, such as SEP followed by a MAC address. */
  readonly terminalId: string;
  readonly terminalType?: number;
  readonly typeName?: string;
  /** Extensions on the terminal. */
  readonly extensions: readonly string[];
}

/** A team of agents with its supervisors and queues. */
export interface Team {
  readonly teamId: number;
  readonly name: string;
  /** Agents and supervisors: agent ID -> {@link TeamAgentFlags}. */
  readonly members: ReadonlyMap<string, number>;
  readonly primarySupervisorId?: string;
  readonly queueIds: readonly number[];
}

export function queueOf(record: ConfigCsqEventRecord): Queue | undefined {
  const { csqId, csqName, description, autoWork } = record;
  if (csqId === undefined) return undefined;
  return {
    queueId: csqId,
    autoWork: autoWork ?? false,
    ...(csqName === undefined ? {} : { name: csqName }),
    ...(description === undefined ? {} : { description }),
  };
}

export function applicationOf(record: ConfigApplicationEventRecord): Application | undefined {
  const { applicationId, applicationName, description, maxQueued } = record;
  if (applicationId === undefined) return undefined;
  return {
    applicationId,
    ...(applicationName === undefined ? {} : { name: applicationName }),
    ...(description === undefined ? {} : { description }),
    ...(maxQueued === undefined ? {} : { maxSessions: maxQueued }),
  };
}

const deviceClasses: Readonly<Record<number, DeviceClass>> = {
  [ConfigDeviceClass.Agent]: 'agent',
  [ConfigDeviceClass.RoutePoint]: 'routePoint',
  [ConfigDeviceClass.CTIPort]: 'ctiPort',
  [ConfigDeviceClass.CallControlGroup]: 'callControlGroup',
};

/**
 * The device of a record. The fields mean something else for each class (guide: CONFIG_DEVICE_EVENT, table by device
 * type). That DeviceField4 is the extension of an agent's device is inferred from GED-188's slot.
 */
export function deviceOf(record: ConfigDeviceEventRecord): Device | undefined {
  const { deviceField0, deviceField1, deviceField2, deviceField4, deviceType, maxQueued, description } =
    record;
  const deviceClass = deviceClasses[deviceType ?? 0] ?? 'unknown';
  const deviceId =
    deviceClass === 'agent'
      ? deviceField4 || deviceField2
      : deviceClass === 'callControlGroup'
        ? String(deviceField0)
        : deviceField2;
  if (deviceId === undefined || deviceId === '') return undefined;
  const isTrunk =
    deviceClass === 'routePoint' || deviceClass === 'ctiPort' || deviceClass === 'callControlGroup';
  return {
    deviceId,
    deviceClass,
    inService: true,
    ...(description === undefined || description === '' ? {} : { description }),
    ...(deviceClass === 'agent' && deviceField2 !== undefined ? { agentId: deviceField2 } : {}),
    ...(deviceClass === 'routePoint' && deviceField1 !== undefined ? { applicationId: deviceField1 } : {}),
    ...(isTrunk && deviceField0 !== undefined ? { callControlGroupId: deviceField0 } : {}),
    ...(deviceClass === 'agent' || deviceClass === 'ctiPort' || maxQueued === undefined ? {} : { maxQueued }),
  };
}

export function terminalOf(record: ConfigTerminalEventRecord): Terminal | undefined {
  const { terminalDeviceName, terminalType, terminalTypeName, instruments } = record;
  if (terminalDeviceName === undefined) return undefined;
  return {
    terminalId: terminalDeviceName,
    extensions: instruments?.map(({ instrument }) => instrument) ?? [],
    ...(terminalType === undefined ? {} : { terminalType }),
    ...(terminalTypeName === undefined ? {} : { typeName: terminalTypeName }),
  };
}

/** The team after TEAM_CONFIG_EVENT; undefined when it is gone. A large team comes in several events. */
export function teamAfter(team: Team | undefined, event: TeamConfigEvent): Team | undefined {
  if (event.operation === TeamConfigOperation.RemoveTeam) return undefined;
  const members = new Map(team?.members);
  const queueIds = new Set(team?.queueIds);
  for (const member of event.members ?? []) {
    const isQueue = member.memberType === TeamMemberType.CSQ;
    const gone = member.recordType === 2;
    if (isQueue) {
      if (gone) queueIds.delete(Number(member.agentId));
      else queueIds.add(Number(member.agentId));
    } else if (gone) members.delete(member.agentId);
    else members.set(member.agentId, member.agentFlags ?? TeamAgentFlags.RegularAgent);
  }
  const primary = [...members].find(([, flags]) => (flags & TeamAgentFlags.PrimarySupervisor) !== 0)?.[0];
  return {
    teamId: event.teamId,
    name: event.teamName,
    members,
    queueIds: [...queueIds],
    ...(primary === undefined ? {} : { primarySupervisorId: primary }),
  };
}
