/**
 * Configuration keys for those who see a part only: CCX's key says when anything changed, the scope what is shown of it.
 * @module
 */
import type { ConfigBeginEvent } from 'rxcti/protocol';
import type { Scope } from '../authorization/scope.ts';

const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/** Eight bytes that are others when CCX's key is another or the scope shows something else (FNV-1a). */
export function scopedKey(key: string, scope: Scope): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  if (scope.seesAll) view.setBigUint64(0, BigInt(`0x${key}`));
  else {
    let hash = offset;
    for (const character of `${key} ${scope.fingerprint}`) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) as number)) * prime);
    }
    view.setBigUint64(0, hash);
  }
  return bytes;
}

const fields = ['applicationConfigKey', 'csqConfigKey', 'agentConfigKey', 'deviceConfigKey'] as const;

/** The keys of CCX's own message, for a scope. */
export function scopedKeys(message: ConfigBeginEvent, scope: Scope): Partial<ConfigBeginEvent> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const key = message[field];
      return key === undefined ? [] : [[field, scopedKey(hex(key), scope)]];
    }),
  );
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
