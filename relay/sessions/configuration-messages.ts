/**
 * The mirror's configuration as CCX would send it: blocks of records, each kind with a key.
 * Guide: Share configuration data; How configuration consistency is maintained.
 * @module
 */
import type { ConfigKind, CtiMessage, Device, Queue, Terminal } from 'rxcti';
import type { ConfigAgentEventRecord, ConfigBeginEvent, ConfigDeviceEventRecord } from 'rxcti/protocol';
import {
  ConfigDeviceClass,
  ConfigEndStatus,
  ConfigType,
  ConfigurationMask,
  MRDomainID,
  RecordType,
} from 'rxcti/protocol';
import type { Replica, Scope } from '../authorization/scope.ts';
import { scopedKey } from './configuration-keys.ts';

/** Most records in one message. */
const recordsInOne = 10;

/** The kinds of configuration, in the order in which they are uploaded. */
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

/** The keys of the kinds, for those who see this scope. */
export function configurationKeys(mirror: Replica, mask: number, scope: Scope): Keys {
  const { keys } = mirror.saveConfiguration();
  return Object.fromEntries(
    keyFields
      .filter(({ bit }) => (mask & bit) !== 0)
      .flatMap(({ kind, field }) => {
        const key = keys[kind];
        return key === undefined ? [] : [[field, scopedKey(key, scope)]];
      }),
  );
}

/** Answers CONFIG_REQUEST_EVENT: a block for each kind of the mask, or an end alone where there is nothing. */
export function configurationBlocks(
  mirror: Replica,
  mask: number,
  scope: Scope,
  version: number,
): readonly CtiMessage[] {
  return kinds
    .filter((kind) => (mask & kind) !== 0)
    .flatMap((kind): readonly CtiMessage[] => {
      const records = recordsOf(mirror, kind, scope, version);
      if (records.length === 0) {
        return [{ type: 'CONFIG_END_EVENT', status: ConfigEndStatus.CONFIG_EMPTY }];
      }
      return [
        {
          type: 'CONFIG_BEGIN_EVENT',
          configType: ConfigType.Initial,
          configurationMask: kind,
          ...configurationKeys(mirror, kind, scope),
        },
        ...records,
        { type: 'CONFIG_END_EVENT', status: ConfigEndStatus.CONFIG_SUCCESS },
      ];
    });
}

function recordsOf(mirror: Replica, kind: number, scope: Scope, version: number): readonly CtiMessage[] {
  const recordType = RecordType.Add;
  switch (kind) {
    case ConfigurationMask.Application:
      return inTens(
        [...mirror.applications.getSnapshot().values()].map(
          ({ applicationId, name, description, maxSessions }) => ({
            recordType,
            applicationId,
            ...optional({ maxQueued: maxSessions, applicationName: name, description }),
          }),
        ),
        (records) => ({ type: 'CONFIG_APPLICATION_EVENT', records }),
      );
    case ConfigurationMask.CSQ:
      return inTens(
        [...mirror.queues.getSnapshot().values()].map((queue) => queueRecord(queue, version)),
        (records) => ({ type: 'CONFIG_CSQ_EVENT', records }),
      );
    case ConfigurationMask.Agent:
      return inTens(
        mirror
          .saveConfiguration()
          .agents.filter(({ loginId = '' }) => scope.seesAgent(loginId))
          .map((record): ConfigAgentEventRecord => ({ ...record, recordType })),
        (records) => ({ type: 'CONFIG_AGENT_EVENT', records }),
      );
    case ConfigurationMask.Device:
      return inTens(
        [...mirror.devices.getSnapshot().values()]
          .filter(({ deviceId, deviceClass }) => scope.seesConfiguredDevice(deviceId, deviceClass))
          .map(deviceRecord),
        (records) => ({ type: 'CONFIG_DEVICE_EVENT', records }),
      );
    case ConfigurationMask.Terminal:
      if (version < 18) return [];
      return inTens(
        [...mirror.terminals.getSnapshot().values()]
          .filter(({ extensions }) => extensions.some((extension) => scope.seesDevice(extension)))
          .map(terminalRecord),
        (records) => ({ type: 'CONFIG_TERMINAL_EVENT', records }),
      );
    default:
      return [];
  }
}

function queueRecord(
  { queueId, name, description, autoWork }: Queue,
  version: number,
): Extract<CtiMessage, { type: 'CONFIG_CSQ_EVENT' }>['records'] extends readonly (infer Item)[] | undefined
  ? Item
  : never {
  return {
    recordType: RecordType.Add,
    csqId: queueId,
    autoWork,
    ...optional({ csqName: name, description }),
    ...(version >= 11 ? { mrDomainId: MRDomainID.Voice } : {}),
  };
}

const classNumbers: Readonly<Record<Device['deviceClass'], number>> = {
  agent: ConfigDeviceClass.Agent,
  routePoint: ConfigDeviceClass.RoutePoint,
  ctiPort: ConfigDeviceClass.CTIPort,
  callControlGroup: ConfigDeviceClass.CallControlGroup,
  unknown: 0,
};

/** The fields mean something else for each class; see ConfigDeviceClass. */
function deviceRecord(device: Device): ConfigDeviceEventRecord {
  const { deviceId, deviceClass, description, agentId, applicationId, callControlGroupId, maxQueued } =
    device;
  return {
    recordType: RecordType.Add,
    deviceType: classNumbers[deviceClass],
    ...optional({
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

function terminalRecord({ terminalId, terminalType, typeName, extensions }: Terminal): {
  readonly recordType: number;
  readonly terminalType: number;
  readonly terminalDeviceName: string;
  readonly terminalTypeName: string;
  readonly instruments: readonly { readonly instrument: string }[];
} {
  return {
    recordType: RecordType.Add,
    terminalType: terminalType ?? 0,
    terminalDeviceName: terminalId,
    terminalTypeName: typeName ?? '',
    instruments: extensions.map((instrument) => ({ instrument })),
  };
}

type Optional<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function optional<T extends Record<string, unknown>>(fields: T): Optional<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Optional<T>;
}

function inTens<T>(
  records: readonly T[],
  message: (records: readonly T[]) => CtiMessage,
): readonly CtiMessage[] {
  const messages: CtiMessage[] = [];
  for (let at = 0; at < records.length; at += recordsInOne)
    messages.push(message(records.slice(at, at + recordsInOne)));
  return messages;
}
