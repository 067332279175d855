/**
 * Wraps a link and overrides some of its members.
 * @module
 */
import type { Link } from '../transport.ts';

/**
 * A link that forwards every member to `link`, except the overridden ones. An overridden `incoming` hides `positioned`, which
 * would bypass it.
 */
export function wrapLink(link: Link, overrides: Partial<Link>): Link {
  const { endpoint, closed, incoming, hasKeepAlive, reachable$, maxConcurrentRequests } = link;
  const positioned = overrides.incoming === undefined ? link.positioned : undefined;
  return {
    endpoint,
    closed,
    incoming,
    ...(positioned === undefined ? {} : { positioned }),
    ...(hasKeepAlive === undefined ? {} : { hasKeepAlive }),
    ...(reachable$ === undefined ? {} : { reachable$ }),
    ...(maxConcurrentRequests === undefined ? {} : { maxConcurrentRequests }),
    get bufferedAmount() {
      return link.bufferedAmount;
    },
    send: (bytes, position) => link.send(bytes, position),
    close: () => link.close(),
    abort: (reason) => link.abort(reason),
    ...overrides,
  };
}
