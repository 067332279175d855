/**
 * The configuration of the replica as CCX would send it: a block of records for each kind, with its key.
 * Guide: Share configuration data; How configuration consistency is maintained.
 * @module
 */
import { type ConfigKind, type Device, deviceTypeOf, type Queue, type Terminal } from 'rxcti';
import {
  type ConfigAgentEventRecord,
  type ConfigBeginEvent,
  type ConfigDeviceEventRecord,
  ConfigEndStatus,
  ConfigType,
  ConfigurationMask,
  type CtiMessage,
  MRDomainID,
  RecordType,
} from 'rxcti/protocol';
import type { Replica, Scope } from '../authorization/scope.ts';
import { scopedKey } from './visibility.ts';

const maxRecordsPerMessage = 10;

/** The kinds of configuration, in the order of the upload. */
const kinds: readonly number[] = Object.values(ConfigurationMask);

const keyFields: readonly { bit: number; kind: ConfigKind; field: keyof ConfigBeginEvent }[] = [
  { bit: ConfigurationMask.Application, kind: 'application', field: 'applicationConfigKey' },
  { bit: ConfigurationMask.CSQ, kind: 'csq', field: 'csqConfigKey' },
  { bit: ConfigurationMask.Agent, kind: 'agent', field: 'agentConfigKey' },
  { bit: ConfigurationMask.Device, kind: 'device', field: 'deviceConfigKey' },
];

type Keys = Pick<
  ConfigBeginEvent,
  'applicationConfigKey' | 'csqConfigKey' | 'agentConfigKey' | 'deviceConfigKey'
>;

/** The keys of the kinds in a ConfigurationMask, for a scope. */
export function configurationKeys(replica: Replica, mask: number, scope: Scope): Keys {
  const { keys } = replica.saveConfiguration();
  return Object.fromEntries(
    keyFields
      .filter(({ bit }) => (mask & bit) !== 0)
      .flatMap(({ kind, field }) => {
        const key = keys[kind];
        return key === undefined ? [] : [[field, scopedKey(key, scope)]];
      }),
  );
}

/** Answers CONFIG_REQUEST_EVENT: a block for each kind in the mask, or only its end if it has no records. */
export function configurationBlocks(
  replica: Replica,
  mask: number,
  scope: Scope,
  version: number,
): readonly CtiMessage[] {
  return kinds
    .filter((kind) => (mask & kind) !== 0)
    .flatMap((kind): readonly CtiMessage[] => {
      const records = recordsOf(replica, kind, scope, version);
      if (records.length === 0) {
        return [{ type: 'CONFIG_END_EVENT', status: ConfigEndStatus.CONFIG_EMPTY }];
      }
      return [
        {
          type: 'CONFIG_BEGIN_EVENT',
          configType: ConfigType.Initial,
          configurationMask: kind,
          ...configurationKeys(replica, kind, scope),
        },
        ...records,
        { type: 'CONFIG_END_EVENT', status: ConfigEndStatus.CONFIG_SUCCESS },
      ];
    });
}

function recordsOf(replica: Replica, kind: number, scope: Scope, version: number): readonly CtiMessage[] {
  const recordType = RecordType.Add;
  switch (kind) {
    case ConfigurationMask.Application:
      return inMessages(
        [...replica.applications.getSnapshot().values()].map(
          ({ applicationId, name, description, maxSessions }) => ({
            recordType,
            applicationId,
            ...withoutUndefined({ maxQueued: maxSessions, applicationName: name, description }),
          }),
        ),
        (records) => ({ type: 'CONFIG_APPLICATION_EVENT', records }),
      );
    case ConfigurationMask.CSQ:
      return inMessages(
        [...replica.queues.getSnapshot().values()].map((queue) => queueRecord(queue, version)),
        (records) => ({ type: 'CONFIG_CSQ_EVENT', records }),
      );
    case ConfigurationMask.Agent:
      return inMessages(
        replica
          .saveConfiguration()
          .agents.filter(({ loginId = '' }) => scope.seesAgent(loginId))
          .map((record): ConfigAgentEventRecord => ({ ...record, recordType })),
        (records) => ({ type: 'CONFIG_AGENT_EVENT', records }),
      );
    case ConfigurationMask.Device:
      return inMessages(
        [...replica.devices.getSnapshot().values()]
          .filter(({ deviceId, deviceClass }) => scope.seesConfiguredDevice(deviceId, deviceClass))
          .map(deviceRecord),
        (records) => ({ type: 'CONFIG_DEVICE_EVENT', records }),
      );
    case ConfigurationMask.Terminal:
      if (version < 18) return [];
      return inMessages(
        [...replica.terminals.getSnapshot().values()]
          .filter(({ extensions }) => extensions.some((extension) => scope.seesDevice(extension)))
          .map(terminalRecord),
        (records) => ({ type: 'CONFIG_TERMINAL_EVENT', records }),
      );
    default:
      return [];
  }
}

type RecordOf<Type extends CtiMessage['type']> =
  Extract<CtiMessage, { type: Type }> extends {
    readonly records?: readonly (infer Item)[] | undefined;
  }
    ? Item
    : never;

function queueRecord(
  { queueId, name, description, autoWork }: Queue,
  version: number,
): RecordOf<'CONFIG_CSQ_EVENT'> {
  return {
    recordType: RecordType.Add,
    csqId: queueId,
    autoWork,
    ...withoutUndefined({ csqName: name, description }),
    ...(version >= 11 ? { mrDomainId: MRDomainID.Voice } : {}),
  };
}

/** The meaning of the fields depends on the class; see ConfigDeviceClass. */
function deviceRecord(device: Device): ConfigDeviceEventRecord {
  const { deviceId, deviceClass, description, agentId, applicationId, callControlGroupId, maxQueued } =
    device;
  return {
    recordType: RecordType.Add,
    deviceType: deviceTypeOf(deviceClass),
    ...withoutUndefined({
      deviceField0: deviceClass === 'callControlGroup' ? Number(deviceId) : callControlGroupId,
      maxQueued,
      deviceField1: applicationId,
      deviceField2:
        deviceClass === 'agent' ? agentId : deviceClass === 'callControlGroup' ? undefined : deviceId,
      deviceField4: deviceClass === 'agent' ? deviceId : undefined,
      description,
    }),
  };
}

function terminalRecord({
  terminalId,
  terminalType,
  typeName,
  extensions,
}: Terminal): RecordOf<'CONFIG_TERMINAL_EVENT'> {
  return {
    recordType: RecordType.Add,
    terminalType: terminalType ?? 0,
    terminalDeviceName: terminalId,
    terminalTypeName: typeName ?? '',
    instruments: extensions.map((instrument) => ({ instrument })),
  };
}

type WithoutUndefined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends Record<string, unknown>>(fields: T): WithoutUndefined<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as WithoutUndefined<T>;
}

function inMessages<T>(
  records: readonly T[],
  message: (records: readonly T[]) => CtiMessage,
): readonly CtiMessage[] {
  const messages: CtiMessage[] = [];
  for (let at = 0; at < records.length; at += maxRecordsPerMessage)
    messages.push(message(records.slice(at, at + maxRecordsPerMessage)));
  return messages;
}
