/**
 * Configuration messages for a scope: the records that it sees, and keys that change with the scope as well.
 * @module
 */
import { deviceClassOf } from 'rxcti';
import { type ConfigBeginEvent, type CtiMessage, toHex } from 'rxcti/protocol';
import type { Scope } from '../authorization/scope.ts';

/** The part of a configuration message that a scope sees; undefined for none. */
export function visibleRecords(message: CtiMessage, scope: Scope): CtiMessage | undefined {
  if (scope.seesAll) return message;
  switch (message.type) {
    case 'CONFIG_BEGIN_EVENT':
      return { ...message, ...scopedKeys(message, scope) };
    case 'CONFIG_AGENT_EVENT':
      return withRecords(
        message,
        message.records?.filter(({ loginId = '' }) => scope.seesAgent(loginId)),
      );
    case 'CONFIG_DEVICE_EVENT':
      return withRecords(
        message,
        message.records?.filter(({ deviceType, deviceField2, deviceField4 }) => {
          const deviceClass = deviceClassOf(deviceType);
          const device = deviceClass === 'agent' ? deviceField4 || deviceField2 : deviceField2;
          return scope.seesConfiguredDevice(device ?? '', deviceClass);
        }),
      );
    case 'CONFIG_TERMINAL_EVENT':
      return withRecords(
        message,
        message.records?.filter((record) =>
          record.instruments?.some(({ instrument }) => scope.seesDevice(instrument)),
        ),
      );
    default:
      return message;
  }
}

function withRecords<Message extends CtiMessage & { readonly records?: readonly unknown[] | undefined }>(
  message: Message,
  records: Message['records'],
): Message | undefined {
  return records === undefined || records.length === 0 ? undefined : { ...message, records };
}

const fnvOffset = 0xcbf29ce484222325n;
const fnvPrime = 0x100000001b3n;

/**
 * A configuration key of eight bytes: CCX's own for those who see everything, otherwise a hash (FNV-1a) of CCX's key and
 * the scope, so that a client uploads again when either changes.
 */
export function scopedKey(key: string, scope: Scope): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  if (scope.seesAll) view.setBigUint64(0, BigInt(`0x${key}`));
  else {
    let hash = fnvOffset;
    for (const character of `${key} ${scope.fingerprint}`) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) as number)) * fnvPrime);
    }
    view.setBigUint64(0, hash);
  }
  return bytes;
}

const keyFields = ['applicationConfigKey', 'csqConfigKey', 'agentConfigKey', 'deviceConfigKey'] as const;

function scopedKeys(message: ConfigBeginEvent, scope: Scope): Partial<ConfigBeginEvent> {
  return Object.fromEntries(
    keyFields.flatMap((field) => {
      const key = message[field];
      return key === undefined ? [] : [[field, scopedKey(toHex(key), scope)]];
    }),
  );
}
