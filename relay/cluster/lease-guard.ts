/**
 * A link to CCX that can be used only while this relay holds the lease. A process that was suspended notices before it
 * reads or sends anything.
 * @module
 */
import { CtiError, type Link } from 'rxcti';
import { wrapLink } from 'rxcti/server';

/** Wraps a link: every read and every send checks the lease, and aborts the link once it has expired. */
export function guardLink(link: Link, isLeader: () => boolean): Link {
  const reason = 'lease expired';
  const hasExpired = (): boolean => {
    if (isLeader()) return false;
    link.abort(new CtiError('LINK_LOST', reason, { reason }));
    return true;
  };
  async function* incoming(): AsyncIterable<Uint8Array> {
    for await (const chunk of link.incoming) {
      if (hasExpired()) return;
      yield chunk;
    }
  }
  return wrapLink(link, {
    incoming: incoming(),
    send(bytes) {
      if (hasExpired()) {
        const { host, port } = link.endpoint;
        throw new CtiError('LINK_CLOSED', reason, { host, port });
      }
      link.send(bytes);
    },
  });
}
