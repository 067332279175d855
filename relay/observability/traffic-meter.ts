/**
 * Counts what passes between the relay and CCX, and knows when CCX last said something.
 * @module
 */
import type { Link, Transport } from 'rxcti';
import { wrapLink } from 'rxcti/server';

/** Totals since the relay started. */
export interface Meter {
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** When something last came, in milliseconds since 1970; undefined while nothing is expected to come. */
  readonly heardAt: number | undefined;
  /** The same transport, counted. */
  metered(transport: Transport): Transport;
}

/** Makes a meter that stands at nothing. */
export function createMeter(now: () => number): Meter {
  let receivedBytes = 0;
  let sentBytes = 0;
  let heardAt: number | undefined;
  let newest: Link | undefined;

  function meteredLink(link: Link): Link {
    newest = link;
    // A link that watches its peer by itself may be silent for as long as it likes.
    if (link.hasKeepAlive !== true) heardAt = now();
    void link.closed.then(() => {
      if (newest === link) heardAt = undefined;
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
      if (newest === link && link.hasKeepAlive !== true) heardAt = now();
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
    get heardAt() {
      return heardAt;
    },
    metered: (transport) => ({
      kind: transport.kind,
      ...(transport.endpoint === undefined ? {} : { endpoint: transport.endpoint }),
      dial: async (endpoint, options) => meteredLink(await transport.dial(endpoint, options)),
    }),
  };
}
