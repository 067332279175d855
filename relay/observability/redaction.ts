/**
 * Takes out of log fields what is nobody's business: passwords, tokens, and what callers are and said.
 * @module
 */
import type { LogFields } from 'rxcti';

/** Stands in the place of what was taken out. */
export const redacted = '[redacted]';

/** Fields whose names end so hold secrets, whatever comes before. */
const secretName = /(password|passwd|secret|token|authorization|cookie|credentials|nkeyseed|privatekey)$/i;

/** Fields of the protocol that hold caller data. */
const callerName =
  /^(ani|callerEnteredDigits|callWrapupData|callVariable\d+|variables|namedVariables|namedArrays|dialedNumber|userToUserInfo)$/;

/** A JSON Web Token, wherever it stands. */
const jsonWebToken = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;

/** User and password in a URL. */
const urlPassword = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;

/** Deeper than this nothing is worth logging. */
const deepest = 6;

/** Fields as they may be logged. */
export function redactedFields(fields: LogFields): LogFields {
  return clean(fields, 0) as LogFields;
}

/** A text as it may be logged. */
export function redactedText(text: string): string {
  return text.replaceAll(jsonWebToken, redacted).replaceAll(urlPassword, `$1${redacted}@`);
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return redactedText(`${value.name}: ${value.message}`);
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (depth >= deepest) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => clean(item, depth + 1));
  if (value instanceof Date) return value.toISOString();
  const entries = value instanceof Map ? [...value.entries()] : Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      name,
      isPrivate(String(name)) && inner !== undefined ? redacted : clean(inner, depth + 1),
    ]),
  );
}

function isPrivate(name: string): boolean {
  return secretName.test(name) || callerName.test(name);
}
