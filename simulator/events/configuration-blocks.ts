/**
 * Configuration keys and blocks.
 * Guide: How configuration consistency is maintained, CONFIG_BEGIN_EVENT, CONFIG_KEY_EVENT.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import { type ConfigType, ConfigurationMask } from 'rxcti/protocol';

/** The kinds of configuration in upload order. */
export const configurationKinds: readonly number[] = Object.values(ConfigurationMask);

/** A counter for each kind of configuration, raised with every change. Terminals have none. */
export type ConfigurationKeys = Map<number, bigint>;

/** Creates the keys of an unchanged configuration. */
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
