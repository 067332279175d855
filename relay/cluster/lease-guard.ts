/**
 * A link to CCX that its relay may use as long as it holds the lease, and not a moment longer: a process that stood
 * still finds out before it reads or sends anything more.
 * @module
 */
import { CtiError, type Link } from 'rxcti';
import { wrapLink } from 'rxcti/server';

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
  return wrapLink(link, {
    incoming: incoming(),
    send(bytes, position) {
      if (isOver()) {
        const { host, port } = link.endpoint;
        throw new CtiError('LINK_CLOSED', 'the lease is over', { host, port });
      }
      link.send(bytes, position);
    },
  });
}
