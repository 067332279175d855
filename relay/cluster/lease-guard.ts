/**
 * A link to CCX that its relay may use as long as it holds the lease, and not a moment longer: a process that stood
 * still finds out before it reads or sends anything more.
 * @module
 */
import { CtiError, type Link } from 'rxcti';

/** Wraps a link; what is read and what is sent asks first. */
export function guardedLink(link: Link, isHolder: () => boolean): Link {
  const isOver = (): boolean => {
    if (isHolder()) return false;
    const reason = 'the lease is over';
    link.abort(new CtiError('LINK_LOST', reason, { reason }));
    return true;
  };
  async function* incoming(): AsyncIterable<Uint8Array> {
    for await (const chunk of link.incoming) {
      if (isOver()) return;
      yield chunk;
    }
  }
  return {
    ...passedOn(link),
    get bufferedAmount() {
      return link.bufferedAmount;
    },
    incoming: incoming(),
    send(bytes) {
      if (isOver()) {
        const { host, port } = link.endpoint;
        throw new CtiError('LINK_CLOSED', 'the lease is over', { host, port });
      }
      link.send(bytes);
    },
  };
}

/** A link whose reader is told of each chunk just before it takes it. */
export function watchedLink(link: Link, reading: (chunk: Uint8Array) => void): Link {
  async function* incoming(): AsyncIterable<Uint8Array> {
    for await (const chunk of link.incoming) {
      reading(chunk);
      yield chunk;
    }
  }
  return {
    ...passedOn(link),
    get bufferedAmount() {
      return link.bufferedAmount;
    },
    incoming: incoming(),
    send: (bytes) => link.send(bytes),
  };
}

function passedOn(
  link: Link,
): Pick<Link, 'endpoint' | 'watchesPeer' | 'requestsAtOnce' | 'close' | 'abort' | 'closed'> {
  return {
    endpoint: link.endpoint,
    ...(link.watchesPeer === undefined ? {} : { watchesPeer: link.watchesPeer }),
    ...(link.requestsAtOnce === undefined ? {} : { requestsAtOnce: link.requestsAtOnce }),
    close: () => link.close(),
    abort: (reason) => link.abort(reason),
    closed: link.closed,
  };
}
