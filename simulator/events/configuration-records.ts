/**
 * Builders of CONFIG_*_EVENT messages with configuration records.
 * Guide: Share configuration data, How configuration consistency is maintained.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import {
  type ConfigAgentEventRecord,
  type ConfigApplicationEventRecord,
  type ConfigCsqEventRecord,
  ConfigDeviceClass,
  type ConfigDeviceEventRecord,
  type ConfigTerminalEventRecord,
  ConfigurationMask,
  MRDomainID,
  RecordType,
} from 'rxcti/protocol';
import type { AgentConfig, ApplicationConfig, QueueConfig } from '../model/configuration.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { Agent } from '../model/entities.ts';

/** Limit of one message. */
const maxRecordsPerMessage = 10;

/** The only call control group. */
const callControlGroup = 1;

/** All records of a kind, for a session of this protocol version. */
export function recordsOf(center: ContactCenter, kind: number, version: number): readonly CtiMessage[] {
  const { queues, applications } = center.config;
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
      return version < 18 ? [] : terminalEvents(center.config.agents, RecordType.Add);
    default:
      return [];
  }
}

/** CONFIG_AGENT_EVENT messages. */
export function agentEvents(
  agents: readonly Agent[],
  version: number,
  recordType: RecordType,
): readonly CtiMessage[] {
  return inMessages(
    agents.map((agent) => agentRecord(agent, version, recordType)),
    (records) => ({ type: 'CONFIG_AGENT_EVENT', records }),
  );
}

/** CONFIG_CSQ_EVENT messages. */
export function csqEvents(
  queues: readonly QueueConfig[],
  version: number,
  recordType: RecordType,
): readonly CtiMessage[] {
  return inMessages(
    queues.map((queue) => csqRecord(queue, version, recordType)),
    (records) => ({ type: 'CONFIG_CSQ_EVENT', records }),
  );
}

function agentRecord(agent: Agent, version: number, recordType: RecordType): ConfigAgentEventRecord {
  const { config } = agent;
  return {
    recordType,
    agentType: config.type,
    loginId: config.agentId,
    lastName: config.lastName,
    firstName: config.firstName,
    extension: config.extension,
    csqs: config.csqIds.map((csqId) => ({ csqId })),
    agentState: agent.state,
    ...(version >= 17 ? { mrdId: 1 } : {}),
    ...(version >= 18 ? { activeTerminal: config.terminal } : {}),
  };
}

function csqRecord(queue: QueueConfig, version: number, recordType: RecordType): ConfigCsqEventRecord {
  return {
    recordType,
    csqId: queue.csqId,
    autoWork: queue.autoWork,
    csqName: queue.name,
    description: queue.description,
    ...(version >= 11 ? { mrDomainId: MRDomainID.Voice } : {}),
  };
}

/** CONFIG_APPLICATION_EVENT messages. */
export function applicationEvents(
  applications: readonly ApplicationConfig[],
  recordType: RecordType,
): readonly CtiMessage[] {
  return inMessages(
    applications.map((application) => applicationRecord(application, recordType)),
    (records) => ({ type: 'CONFIG_APPLICATION_EVENT', records }),
  );
}

function applicationRecord(
  application: ApplicationConfig,
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

/** CONFIG_DEVICE_EVENT messages. */
export const deviceEvents = (devices: readonly ConfigDeviceEventRecord[]): readonly CtiMessage[] =>
  inMessages(devices, (records) => ({ type: 'CONFIG_DEVICE_EVENT', records }));

/** The device record of an agent's phone. */
export const phoneRecord = (agent: AgentConfig, recordType: RecordType): ConfigDeviceEventRecord => ({
  recordType,
  deviceField0: agent.recordId,
  deviceType: ConfigDeviceClass.Agent,
  deviceField2: agent.agentId,
  deviceField4: agent.extension,
  description: `phone of ${agent.agentId}`,
});

/** The device record of a trigger. */
export const triggerRecord = (
  application: ApplicationConfig,
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

/** All devices. The meaning of the fields depends on the class, see ConfigDeviceClass. */
function deviceRecords(center: ContactCenter): ConfigDeviceEventRecord[] {
  const { agents, applications, ports } = center.config;
  const recordType = RecordType.Add;
  return [
    ...agents.map((agent) => phoneRecord(agent, recordType)),
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

/** CONFIG_TERMINAL_EVENT messages, from version 18 on. */
export function terminalEvents(
  agents: readonly AgentConfig[],
  recordType: RecordType,
): readonly CtiMessage[] {
  const terminals: readonly ConfigTerminalEventRecord[] = agents.map(({ terminal, extension }) => ({
    recordType,
    terminalType: 0,
    terminalDeviceName: terminal,
    terminalTypeName: 'Cisco 8861',
    instruments: [{ instrument: extension }],
  }));
  return inMessages(terminals, (records) => ({ type: 'CONFIG_TERMINAL_EVENT', records }));
}

function inMessages<T>(
  items: readonly T[],
  message: (items: readonly T[]) => CtiMessage,
): readonly CtiMessage[] {
  const messages: CtiMessage[] = [];
  for (let at = 0; at < items.length; at += maxRecordsPerMessage)
    messages.push(message(items.slice(at, at + maxRecordsPerMessage)));
  return messages;
}
