/**
 * Where a browser is, also when it comes through a proxy.
 * @module
 */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddress from 'proxy-addr';
import { CtiError } from 'rxcti';

/** Gives the address that limits, log lines and the audit trail know a browser by. */
export type AddressOf = (request: IncomingMessage) => string;

/**
 * Reads `X-Forwarded-For` from the right, as far as trusted proxies wrote it: the first address that is none of theirs is
 * the browser's. What stands further left is only what the browser says of itself. Of peers that are not trusted the
 * header is not read at all.
 * @throws {CtiError} `INVALID_ARGUMENT` for what is no address, range or name of one.
 */
export function createAddressOf(trustedProxies: readonly string[] = []): AddressOf {
  if (trustedProxies.length === 0) return peerOf;
  let trust: (address: string, index: number) => boolean;
  try {
    trust = proxyAddress.compile([...trustedProxies]);
  } catch (cause) {
    const argument = 'listen.trustedProxies';
    const message = `${argument}: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new CtiError('INVALID_ARGUMENT', message, { argument }, { cause });
  }
  return (request) => {
    // The peer comes first, then proxies of ours, at last the first address that is none of them. Where that is `unknown`,
    // or a name that hides it, all that is certain is the proxy that wrote it.
    const known = proxyAddress.all(request, trust).flatMap((written) => plain(written) ?? []);
    return known.at(-1) ?? peerOf(request);
  };
}

/** The other end of the connection. */
function peerOf(request: IncomingMessage): string {
  const address = request.socket.remoteAddress ?? '';
  return plain(address) ?? address;
}

/** An address without port and brackets, one of IPv4 as such; undefined for what is none. */
function plain(written: string): string | undefined {
  const [, inBrackets, v4] = /^(?:\[(.+)\](?::\d+)?|([\d.]+):\d+)$/.exec(written) ?? [];
  const address = (inBrackets ?? v4 ?? written).replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIP(address) === 0 ? undefined : address;
}
