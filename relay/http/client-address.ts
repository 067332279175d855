/**
 * The address of a client, also behind trusted proxies.
 * @module
 */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddress from 'proxy-addr';
import { CtiError } from 'rxcti';

/** Gives the client address of a request, for limits, log lines and the audit log. */
export type ClientAddress = (request: IncomingMessage) => string;

/**
 * Reads `X-Forwarded-For` from the right, as far as trusted proxies wrote it: the first address that is not one of them is
 * the client's. Entries further left were sent by the client and are ignored. The header of an untrusted peer is ignored.
 * @throws {CtiError} `INVALID_ARGUMENT` for an entry that is not an address, a range or the name of one.
 */
export function createClientAddress(trustedProxies: readonly string[] = []): ClientAddress {
  if (trustedProxies.length === 0) return peerAddress;
  let trust: (address: string, index: number) => boolean;
  try {
    trust = proxyAddress.compile([...trustedProxies]);
  } catch (cause) {
    const argument = 'listen.trustedProxies';
    const message = `${argument}: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new CtiError('INVALID_ARGUMENT', message, { argument }, { cause });
  }
  return (request) => {
    // The peer, then trusted proxies, then the first address that is not trusted. If that is `unknown` or an obfuscated
    // name, the address of the proxy that wrote it is used.
    const addresses = proxyAddress.all(request, trust).flatMap((entry) => normalize(entry) ?? []);
    return addresses.at(-1) ?? peerAddress(request);
  };
}

/** The other end of the TCP connection. */
function peerAddress(request: IncomingMessage): string {
  const address = request.socket.remoteAddress ?? '';
  return normalize(address) ?? address;
}

/** Removes port, brackets and the IPv6 prefix of IPv4 addresses; undefined if the entry is not an address. */
function normalize(entry: string): string | undefined {
  const [, inBrackets, v4] = /^(?:\[(.+)\](?::\d+)?|([\d.]+):\d+)$/.exec(entry) ?? [];
  const address = (inBrackets ?? v4 ?? entry).replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIP(address) === 0 ? undefined : address;
}
