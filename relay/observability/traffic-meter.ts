/**
 * Counts the bytes exchanged with CCX, and keeps the time of the last ones received.
 * @module
 */
import type { Link, Transport } from 'rxcti';
import { wrapLink } from 'rxcti/server';

/** Totals since the relay started. */
export interface TrafficMeter {
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** Time of the last received bytes, in milliseconds since 1970; undefined while there is no link, or none with heartbeats. */
  readonly receivedAt: number | undefined;
  /** The transport, with its links counted. */
  wrap(transport: Transport): Transport;
}

export function createTrafficMeter(now: () => number): TrafficMeter {
  let receivedBytes = 0;
  let sentBytes = 0;
  let receivedAt: number | undefined;
  let current: Link | undefined;

  function count(link: Link): Link {
    current = link;
    // Links with a keep-alive of their own carry no heartbeats and may be silent.
    if (link.hasKeepAlive !== true) receivedAt = now();
    void link.closed.then(() => {
      if (current === link) receivedAt = undefined;
    });
    return wrapLink(link, {
      incoming: counted(link),
      send(bytes, position) {
        link.send(bytes, position);
        sentBytes += bytes.byteLength;
      },
    });
  }

  async function* counted(link: Link): AsyncGenerator<Uint8Array> {
    for await (const chunk of link.incoming) {
      receivedBytes += chunk.byteLength;
      if (current === link && link.hasKeepAlive !== true) receivedAt = now();
      yield chunk;
    }
  }

  return {
    get receivedBytes() {
      return receivedBytes;
    },
    get sentBytes() {
      return sentBytes;
    },
    get receivedAt() {
      return receivedAt;
    },
    wrap: (transport) => ({
      kind: transport.kind,
      ...(transport.endpoint === undefined ? {} : { endpoint: transport.endpoint }),
      dial: async (endpoint, options) => count(await transport.dial(endpoint, options)),
    }),
  };
}
