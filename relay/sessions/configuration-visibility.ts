/**
 * Configuration updates, record by record.
 * @module
 */

import type { CtiMessage, DeviceClass } from 'rxcti';
import { ConfigDeviceClass } from 'rxcti/protocol';
import type { Scope } from '../authorization/scope.ts';
import { scopedKeys } from './configuration-keys.ts';

const classes: Readonly<Record<number, DeviceClass>> = {
  [ConfigDeviceClass.Agent]: 'agent',
  [ConfigDeviceClass.RoutePoint]: 'routePoint',
  [ConfigDeviceClass.CTIPort]: 'ctiPort',
  [ConfigDeviceClass.CallControlGroup]: 'callControlGroup',
};

/** The part of a configuration message that a scope sees; undefined for none. */
export function visibleRecords(message: CtiMessage, scope: Scope): CtiMessage | undefined {
  if (scope.seesAll) return message;
  switch (message.type) {
    case 'CONFIG_BEGIN_EVENT':
      return { ...message, ...scopedKeys(message, scope) };
    case 'CONFIG_AGENT_EVENT':
      return some(
        message,
        message.records?.filter(({ loginId = '' }) => scope.seesAgent(loginId)),
      );
    case 'CONFIG_DEVICE_EVENT':
      return some(
        message,
        message.records?.filter(({ deviceType = 0, deviceField2, deviceField4 }) => {
          const deviceClass = classes[deviceType] ?? 'unknown';
          const device = deviceClass === 'agent' ? deviceField4 || deviceField2 : deviceField2;
          return scope.seesConfiguredDevice(device ?? '', deviceClass);
        }),
      );
    case 'CONFIG_TERMINAL_EVENT':
      return some(
        message,
        message.records?.filter((record) =>
          record.instruments?.some(({ instrument }) => scope.seesDevice(instrument)),
        ),
      );
    default:
      return message;
  }
}

function some<Message extends CtiMessage & { readonly records?: readonly unknown[] | undefined }>(
  message: Message,
  records: Message['records'],
): Message | undefined {
  return records === undefined || records.length === 0 ? undefined : { ...message, records };
}
