/**
 * The configuration as records, and its keys.
 * Guide: Share configuration data, How configuration consistency is maintained.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import type {
  ConfigAgentEventRecord,
  ConfigApplicationEventRecord,
  ConfigCsqEventRecord,
  ConfigDeviceEventRecord,
  ConfigTerminalEventRecord,
} from 'rxcti/protocol';
import {
  ConfigDeviceClass,
  type ConfigType,
  ConfigurationMask,
  MRDomainID,
  RecordType,
} from 'rxcti/protocol';
import type { Agent } from '../center/agents.ts';
import type { Center } from '../center/center.ts';
import type { ApplicationProfile, Person, QueueProfile } from '../center/people.ts';

/** The kinds of configuration, in the order in which they are uploaded. */
export const configurationKinds: readonly number[] = Object.values(ConfigurationMask);

/** Most records in one message. */
const recordsInOne = 10;

/** All call control groups there are: one. */
const callControlGroup = 1;

/** Counters that rise with each change of a kind; terminals have none. */
export type ConfigurationKeys = Map<number, bigint>;

/** The keys of a configuration that has not changed yet. */
export function createKeys(): ConfigurationKeys {
  const { Application, CSQ, Agent, Device } = ConfigurationMask;
  return new Map([Application, CSQ, Agent, Device].map((kind) => [kind, 1n]));
}

type KeyFields = {
  readonly applicationConfigKey?: Uint8Array;
  readonly csqConfigKey?: Uint8Array;
  readonly agentConfigKey?: Uint8Array;
  readonly deviceConfigKey?: Uint8Array;
};

/** The keys of the given kinds as fields of CONFIG_KEY_EVENT and CONFIG_BEGIN_EVENT. */
export function keyFields(keys: ConfigurationKeys, kinds: number): KeyFields {
  const { Application, CSQ, Agent, Device } = ConfigurationMask;
  const field = (kind: number, name: keyof KeyFields): KeyFields => {
    const key = keys.get(kind);
    return key === undefined || (kinds & kind) === 0 ? {} : { [name]: keyBytes(key) };
  };
  return {
    ...field(Application, 'applicationConfigKey'),
    ...field(CSQ, 'csqConfigKey'),
    ...field(Agent, 'agentConfigKey'),
    ...field(Device, 'deviceConfigKey'),
  };
}

function keyBytes(key: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, key);
  return bytes;
}

/** A block of records: CONFIG_BEGIN_EVENT, the records, CONFIG_END_EVENT. */
export function configurationBlock(
  keys: ConfigurationKeys,
  kind: number,
  configType: ConfigType,
  records: readonly CtiMessage[],
): readonly CtiMessage[] {
  const begin: CtiMessage = {
    type: 'CONFIG_BEGIN_EVENT',
    configType,
    configurationMask: kind,
    ...keyFields(keys, kind),
  };
  return [begin, ...records, { type: 'CONFIG_END_EVENT', status: 0 }];
}

/** All records of a kind, as messages of at most ten, for a session of the version. */
export function recordsOf(center: Center, kind: number, version: number): readonly CtiMessage[] {
  const { queues, applications } = center.world;
  switch (kind) {
    case ConfigurationMask.Application:
      return applicationEvents(applications, RecordType.Add);
    case ConfigurationMask.CSQ:
      return csqEvents(queues, version, RecordType.Add);
    case ConfigurationMask.Agent:
      return agentEvents([...center.agents.values()], version, RecordType.Add);
    case ConfigurationMask.Device:
      return deviceEvents(deviceRecords(center));
    case ConfigurationMask.Terminal:
      return version < 18 ? [] : terminalEvents(center.world.people, RecordType.Add);
    default:
      return [];
  }
}

/** Agents as configuration messages. */
export function agentEvents(
  agents: readonly Agent[],
  version: number,
  recordType: RecordType,
): readonly CtiMessage[] {
  return inTens(
    agents.map((agent) => agentRecord(agent, version, recordType)),
    (records) => ({ type: 'CONFIG_AGENT_EVENT', records }),
  );
}

/** Queues as configuration messages. */
export function csqEvents(
  queues: readonly QueueProfile[],
  version: number,
  recordType: RecordType,
): readonly CtiMessage[] {
  return inTens(
    queues.map((queue) => csqRecord(queue, version, recordType)),
    (records) => ({ type: 'CONFIG_CSQ_EVENT', records }),
  );
}

function agentRecord(agent: Agent, version: number, recordType: RecordType): ConfigAgentEventRecord {
  const { person } = agent;
  return {
    recordType,
    agentType: person.type,
    loginId: person.agentId,
    lastName: person.lastName,
    firstName: person.firstName,
    extension: person.extension,
    csqs: person.csqIds.map((csqId) => ({ csqId })),
    agentState: agent.state,
    ...(version >= 17 ? { mrdId: 1 } : {}),
    ...(version >= 18 ? { activeTerminal: person.terminal } : {}),
  };
}

function csqRecord(queue: QueueProfile, version: number, recordType: RecordType): ConfigCsqEventRecord {
  return {
    recordType,
    csqId: queue.csqId,
    autoWork: queue.autoWork,
    csqName: queue.name,
    description: queue.description,
    ...(version >= 11 ? { mrDomainId: MRDomainID.Voice } : {}),
  };
}

/** Applications as configuration messages. */
export function applicationEvents(
  applications: readonly ApplicationProfile[],
  recordType: RecordType,
): readonly CtiMessage[] {
  return inTens(
    applications.map((application) => applicationRecord(application, recordType)),
    (records) => ({ type: 'CONFIG_APPLICATION_EVENT', records }),
  );
}

function applicationRecord(
  application: ApplicationProfile,
  recordType: RecordType,
): ConfigApplicationEventRecord {
  return {
    recordType,
    applicationId: application.applicationId,
    maxQueued: application.maxSessions,
    applicationName: application.name,
    description: application.description,
  };
}

/** Devices as configuration messages. */
export const deviceEvents = (devices: readonly ConfigDeviceEventRecord[]): readonly CtiMessage[] =>
  inTens(devices, (records) => ({ type: 'CONFIG_DEVICE_EVENT', records }));

/** A person's phone as a device. */
export const phoneRecord = (person: Person, recordType: RecordType): ConfigDeviceEventRecord => ({
  recordType,
  deviceField0: person.recordId,
  deviceType: ConfigDeviceClass.Agent,
  deviceField2: person.agentId,
  deviceField4: person.extension,
  description: `phone of ${person.agentId}`,
});

/** An application's route point as a device. */
export const triggerRecord = (
  application: ApplicationProfile,
  recordType: RecordType,
): ConfigDeviceEventRecord => ({
  recordType,
  deviceField0: callControlGroup,
  deviceType: ConfigDeviceClass.RoutePoint,
  maxQueued: application.maxSessions,
  deviceField1: application.applicationId,
  deviceField2: application.trigger,
  description: `trigger of ${application.name}`,
});

/** What the fields mean depends on the class; see ConfigDeviceClass. */
function deviceRecords(center: Center): ConfigDeviceEventRecord[] {
  const { people, applications, ports } = center.world;
  const recordType = RecordType.Add;
  return [
    ...people.map((person) => phoneRecord(person, recordType)),
    ...applications.map((application) => triggerRecord(application, recordType)),
    ...ports.map((port) => ({
      recordType,
      deviceField0: callControlGroup,
      deviceType: ConfigDeviceClass.CTIPort,
      deviceField2: port,
      description: 'CTI port',
    })),
    {
      recordType,
      deviceField0: callControlGroup,
      deviceType: ConfigDeviceClass.CallControlGroup,
      maxQueued: ports.length,
      description: 'call control group',
    },
  ];
}

/** The terminals of people as configuration messages, which there are from version 18 on. */
export function terminalEvents(people: readonly Person[], recordType: RecordType): readonly CtiMessage[] {
  const terminals: readonly ConfigTerminalEventRecord[] = people.map((person) => ({
    recordType,
    terminalType: 0,
    terminalDeviceName: person.terminal,
    terminalTypeName: 'Cisco 8861',
    instruments: [{ instrument: person.extension }],
  }));
  return inTens(terminals, (records) => ({ type: 'CONFIG_TERMINAL_EVENT', records }));
}

function inTens<T>(items: readonly T[], message: (items: readonly T[]) => CtiMessage): readonly CtiMessage[] {
  const messages: CtiMessage[] = [];
  for (let at = 0; at < items.length; at += recordsInOne)
    messages.push(message(items.slice(at, at + recordsInOne)));
  return messages;
}
