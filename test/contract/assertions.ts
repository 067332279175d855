/** The few assertions of the contract suite, without a test runner. */
import { CtiError, type CtiErrorCode } from '../../core/errors.ts';
import type { Link, LinkClosed } from '../../core/transport.ts';

export function check(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

export function equal(actual: unknown, expected: unknown, what: string): void {
  check(Object.is(actual, expected), `${what}: expected ${String(expected)}, got ${String(actual)}`);
}

export function equalBytes(actual: Uint8Array, expected: Uint8Array, what: string): void {
  equal(actual.byteLength, expected.byteLength, `${what}, length`);
  const differing = actual.findIndex((byte, index) => byte !== expected[index]);
  if (differing >= 0) equal(actual[differing], expected[differing], `${what}, byte ${differing}`);
}

export function isCtiError<Code extends CtiErrorCode>(error: unknown, code: Code): CtiError<Code> {
  if (CtiError.is(error, code)) return error;
  throw new Error(`expected a CtiError ${code}, got ${error instanceof Error ? error.stack : String(error)}`);
}

export async function rejects<Code extends CtiErrorCode>(
  promise: Promise<Link>,
  code: Code,
): Promise<CtiError<Code>> {
  try {
    (await promise).abort();
  } catch (error) {
    return isCtiError(error, code);
  }
  throw new Error(`expected a rejection with ${code}, the dial resolved`);
}

export function throwsLinkClosed(link: Link, when: string): void {
  try {
    link.send(new Uint8Array([1]));
  } catch (error) {
    const { details } = isCtiError(error, 'LINK_CLOSED');
    equal(details.host, link.endpoint.host, 'details.host');
    equal(details.port, link.endpoint.port, 'details.port');
    return;
  }
  throw new Error(`send() ${when} did not throw`);
}

export async function endedAs(link: Link, expected: Omit<LinkClosed, 'error'>): Promise<LinkClosed> {
  const how = await link.closed;
  const show = ({ reason, wasClean }: Omit<LinkClosed, 'error'>): string =>
    `reason ${reason}, ${wasClean ? 'clean' : 'not clean'}`;
  check(
    show(how) === show(expected),
    `expected ${show(expected)}; got ${show(how)}, error ${String(how.error)}`,
  );
  return how;
}
