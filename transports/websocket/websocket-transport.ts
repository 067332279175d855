/**
 * The transport to a relay, for every runtime: one link per session, over one or more WebSockets in turn.
 * @module
 */
import { delay, systemClock } from '../../core/clock.ts';
import { CtiError } from '../../core/errors.ts';
import type { Endpoint, Transport } from '../../core/transport.ts';
import { dialOnce } from '../link/dial.ts';
import { type Connect, createClientLink, type RelayAvailability } from './client-link.ts';
import { isFinal, performHandshake, RelayRefusedError } from './handshake.ts';
import type { OpenSocket, WebSocketOptions } from './options.ts';

/**
 * Makes the transport from a function that opens WebSockets in this runtime.
 * @throws {CtiError} `INVALID_ARGUMENT` for an invalid `url`.
 */
export function webSocketTransport(options: WebSocketOptions, open: OpenSocket): Transport {
  const urls = parseUrls(options.url);
  const { token, clock = systemClock } = options;
  /** Index of the relay to try; advanced by each failure. */
  let index = 0;
  const currentUrl = (): URL => urls[index % urls.length] as URL;
  const availability: RelayAvailability = { availableAt: 0 };
  const connect: Connect = (resume, onAccepted, onFailed) => {
    const handshake = (expired?: {
      readonly token: string;
      readonly error: RelayRefusedError;
    }): (() => void) => {
      let used = '';
      return performHandshake({
        url: currentUrl().href,
        open,
        async token() {
          used = typeof token === 'string' ? token : await token();
          if (used === expired?.token) throw expired.error;
          return used;
        },
        resume,
        onAccepted,
        onFailed(error) {
          if (!isFinal(error)) index++;
          const isExpired = error instanceof RelayRefusedError && error.code === 'token-expired';
          if (isExpired && expired === undefined) cancel = handshake({ token: used, error });
          else onFailed(error);
        },
      });
    };
    let cancel = handshake();
    return () => cancel();
  };
  return {
    kind: 'websocket',
    endpoint: endpointOf(urls[0] as URL),
    async dial(_, dialOptions) {
      await delay(clock, availability.availableAt - clock.now(), dialOptions?.signal);
      const endpoint = endpointOf(currentUrl());
      const linkOptions = { endpoint, options, connect, availability, relays: urls.length };
      return dialOnce(
        endpoint,
        dialOptions,
        ({ connected, failed }) =>
          connect(
            undefined,
            (accepted) => connected(createClientLink(accepted, linkOptions)),
            (error) => failed(error instanceof RelayRefusedError ? relayRefused(endpoint, error) : error),
          ),
        clock,
      );
    },
  };
}

function relayRefused({ host, port }: Endpoint, cause: RelayRefusedError): CtiError<'RELAY_REFUSED'> {
  const { code: reason, sentence } = cause;
  const message = `Relay ${host}:${port} refused the connection (${reason}): ${sentence}`;
  return new CtiError('RELAY_REFUSED', message, { host, port, reason, sentence }, { cause });
}

function parseUrls(url: WebSocketOptions['url']): readonly URL[] {
  const urls = (Array.isArray(url) ? url : [url]).map((each: string | URL) => new URL(each));
  if (urls.length === 0)
    throw new CtiError('INVALID_ARGUMENT', 'url must name at least one relay', { argument: 'url' });
  for (const each of urls) endpointOf(each);
  return urls;
}

function endpointOf(url: URL): Endpoint {
  const isSecure = url.protocol === 'wss:' || url.protocol === 'https:';
  if (!isSecure && url.protocol !== 'ws:' && url.protocol !== 'http:') {
    throw new CtiError('INVALID_ARGUMENT', `url must begin with wss: or ws:, not ${url.protocol}`, {
      argument: 'url',
    });
  }
  return { host: url.hostname, port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port) };
}
