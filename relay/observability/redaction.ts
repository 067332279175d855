/**
 * Redacts passwords, tokens and caller data in log lines.
 * @module
 */
import type { LogFields } from 'rxcti';

const redacted = '[redacted]';

/** Names that end with one of these are secrets. */
const secretNames = /(password|passwd|secret|token|authorization|cookie|credentials|nkeyseed|privatekey)$/i;

/** Protocol fields with caller data. */
const callerDataNames =
  /^(ani|callerEnteredDigits|callWrapupData|callVariable\d+|variables|namedVariables|namedArrays|dialedNumber|userToUserInfo)$/;

/** JSON Web Tokens in any text. */
const jsonWebToken = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;

/** User and password in URLs. */
const urlPassword = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;

/** Deeper values are not logged. */
const maxDepth = 6;

/** Fields without secrets and caller data. */
export function redactFields(fields: LogFields): LogFields {
  return redactValue(fields, 0) as LogFields;
}

/** A text without tokens and passwords of URLs. */
export function redactText(text: string): string {
  return text.replaceAll(jsonWebToken, redacted).replaceAll(urlPassword, `$1${redacted}@`);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return redactText(`${value.name}: ${value.message}`);
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (depth >= maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  if (value instanceof Date) return value.toISOString();
  const entries = value instanceof Map ? [...value.entries()] : Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      name,
      isSensitive(String(name)) && inner !== undefined ? redacted : redactValue(inner, depth + 1),
    ]),
  );
}

function isSensitive(name: string): boolean {
  return secretNames.test(name) || callerDataNames.test(name);
}
