/**
 * The holder in this process: a client of CCX.
 * @module
 */

import type { CtiClientOptions, Logger } from 'rxcti';
import { createCtiClient } from 'rxcti';
import { defaultVersion } from 'rxcti/protocol';
import type { Upstream, UpstreamListener } from './upstream.ts';

/** Holds a session of its own. */
export function createLocalUpstream(options: CtiClientOptions, logger: Logger): Upstream {
  const client = createCtiClient({ logger, ...options });
  const listeners = new Set<UpstreamListener>();
  const epoch = crypto.randomUUID();
  let sequence = 0;
  let isReady = false;

  client.events$.subscribe((message) => {
    if (!isReady) return; // the mirror is being built; browsers build theirs from it when it is whole
    sequence++;
    for (const listener of listeners) listener.frame({ sequence, epoch, message });
  });
  client.session.subscribe(() => {
    const ready = client.session.getSnapshot().name === 'ready';
    if (ready === isReady) return;
    isReady = ready;
    for (const listener of listeners) listener.ready(ready);
  });

  return {
    epoch,
    version: options.version ?? defaultVersion,
    get sequence() {
      return sequence;
    },
    get isReady() {
      return isReady;
    },
    mirror: client,
    session: client.session,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    request: (message, requestOptions) => client.request(message, requestOptions),
    start() {
      client.connect().catch((error: unknown) => {
        logger.error('the session with CCX is over', { reason: String(error) });
      });
    },
    stop: () => client.close(),
  };
}
