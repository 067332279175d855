/**
 * Public snapshots of queues, applications, devices, terminals and teams, read from configuration records.
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

/** A contact service queue (CSQ). Immutable: a change creates a new object. */
export interface Queue {
  readonly queueId: number;
  readonly name?: string;
  readonly description?: string;
  /** Whether agents go to work state after a call of this queue. */
  readonly autoWork: boolean;
}

/** A CCX application. */
export interface Application {
  readonly applicationId: number;
  readonly name?: string;
  readonly description?: string;
  /** Maximum number of concurrent sessions. */
  readonly maxSessions?: number;
}

/** Class of a device. */
export type DeviceClass = 'agent' | 'routePoint' | 'ctiPort' | 'callControlGroup' | 'unknown';

/** An agent's extension, a trigger (route point), a CTI port or a call control group. */
export interface Device {
  /** Extension, route point, CTI port, or number of the call control group. */
  readonly deviceId: string;
  readonly deviceClass: DeviceClass;
  readonly description?: string;
  /** Set for an agent's extension. */
  readonly agentId?: string;
  /** Set for a route point. */
  readonly applicationId?: number;
  readonly callControlGroupId?: number;
  /** Maximum number of sessions of a route point, or number of ports of a call control group. */
  readonly maxQueued?: number;
  /** False from SYS_INSTRUMENT_OUT_OF_SERVICE until SYS_INSTRUMENT_BACK_IN_SERVICE (guide: SYSTEM_EVENT). */
  readonly inService: boolean;
}

/** A terminal with agents' extensions. Version 18 and later. */
export interface Terminal {
  /** Device name, for example SEP and a MAC address. */
  readonly terminalId: string;
  readonly terminalType?: number;
  readonly typeName?: string;
  /** Extensions on the terminal. */
  readonly extensions: readonly string[];
}

/** A team of agents, supervisors and queues. */
export interface Team {
  readonly teamId: number;
  readonly name: string;
  /** {@link TeamAgentFlags} of agents and supervisors by agent ID. */
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

const deviceTypes: Readonly<Record<DeviceClass, number>> = {
  agent: ConfigDeviceClass.Agent,
  routePoint: ConfigDeviceClass.RoutePoint,
  ctiPort: ConfigDeviceClass.CTIPort,
  callControlGroup: ConfigDeviceClass.CallControlGroup,
  unknown: 0,
};

const deviceClasses: ReadonlyMap<number | undefined, string> = new Map(
  Object.entries(deviceTypes).map(([deviceClass, deviceType]) => [deviceType, deviceClass]),
);

/** Returns the class of a {@link ConfigDeviceClass} number. */
export function deviceClassOf(deviceType: number | undefined): DeviceClass {
  return (deviceClasses.get(deviceType) ?? 'unknown') as DeviceClass;
}

/** Returns the {@link ConfigDeviceClass} number of a class; 0 for `unknown`. */
export function deviceTypeOf(deviceClass: DeviceClass): number {
  return deviceTypes[deviceClass];
}

/**
 * Reads a device. The meaning of the fields depends on the class (guide: CONFIG_DEVICE_EVENT, table by device type).
 * DeviceField4 as the extension of an agent's device is inferred from GED-188.
 */
export function deviceOf(record: ConfigDeviceEventRecord): Device | undefined {
  const { deviceField0, deviceField1, deviceField2, deviceField4, deviceType, maxQueued, description } =
    record;
  const deviceClass = deviceClassOf(deviceType);
  const deviceId =
    deviceClass === 'agent'
      ? deviceField4 || deviceField2
      : deviceClass === 'callControlGroup'
        ? String(deviceField0)
        : deviceField2;
  if (deviceId === undefined || deviceId === '') return undefined;
  const hasGroup =
    deviceClass === 'routePoint' || deviceClass === 'ctiPort' || deviceClass === 'callControlGroup';
  return {
    deviceId,
    deviceClass,
    inService: true,
    ...(description === undefined || description === '' ? {} : { description }),
    ...(deviceClass === 'agent' && deviceField2 !== undefined ? { agentId: deviceField2 } : {}),
    ...(deviceClass === 'routePoint' && deviceField1 !== undefined ? { applicationId: deviceField1 } : {}),
    ...(hasGroup && deviceField0 !== undefined ? { callControlGroupId: deviceField0 } : {}),
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

/** Applies TEAM_CONFIG_EVENT; returns undefined if it removes the team. A large team comes in several events. */
export function teamAfter(team: Team | undefined, event: TeamConfigEvent): Team | undefined {
  if (event.operation === TeamConfigOperation.RemoveTeam) return undefined;
  const members = new Map(team?.members);
  const queueIds = new Set(team?.queueIds);
  for (const member of event.members ?? []) {
    const isQueue = member.memberType === TeamMemberType.CSQ;
    const isRemoved = member.recordType === 2;
    if (isQueue) {
      if (isRemoved) queueIds.delete(Number(member.agentId));
      else queueIds.add(Number(member.agentId));
    } else if (isRemoved) members.delete(member.agentId);
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
