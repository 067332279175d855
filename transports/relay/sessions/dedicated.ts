/**
 * Sessions with CCX for one agent each, where the policy wants them: CCX itself then knows who acts, and tells each agent
 * what it tells an agent's own client. Two pages of one agent share one session, since CCX ends the older of two.
 * @module
 */
import type { Link } from '../../../core/index.ts';
import type { Rights } from '../rights/rights.ts';
import type { Upstream } from '../upstream/upstream.ts';
import type { Sessions } from './sessions.ts';

export interface DedicatedOptions {
  /** The bridge session, which knows the agents' phones. */
  readonly shared: Upstream;
  /** Those who are no agents of CCX are served from the bridge session. */
  readonly sharedSessions: Sessions;
  /** Makes the session of an agent at a phone; it is not started yet. */
  upstreamFor(agentId: string, extension: string): Upstream;
  /** Serves browsers from an upstream. */
  sessionsOver(upstream: Upstream): Sessions;
}

export interface Dedicated {
  serve(link: Link, rights: Rights): void;
  stop(): Promise<void>;
}

interface Own {
  readonly upstream: Upstream;
  readonly sessions: Sessions;
  links: number;
}

export function createDedicated(options: DedicatedOptions): Dedicated {
  const { shared, sharedSessions } = options;
  const byAgent = new Map<string, Own>();
  /** Until the bridge session is ready the phones are not known; what browsers say meanwhile waits in their links. */
  const waiting = new Set<() => void>();
  const stopListening = shared.listen({
    frame: () => {},
    ready(isReady) {
      if (!isReady) return;
      const all = [...waiting];
      waiting.clear();
      for (const begin of all) begin();
    },
  });

  function begin(link: Link, rights: Rights): void {
    const agentId = rights.agentId ?? '';
    const extension = shared.mirror.agents.get(agentId)?.getSnapshot().extension;
    if (extension === undefined) {
      sharedSessions.serve(link, rights);
      return;
    }
    let own = byAgent.get(agentId);
    if (own === undefined) {
      const upstream = options.upstreamFor(agentId, extension);
      own = { upstream, sessions: options.sessionsOver(upstream), links: 0 };
      byAgent.set(agentId, own);
      upstream.start();
    }
    const mine = own;
    mine.links++;
    mine.sessions.serve(link, rights);
    void link.closed.then(() => {
      if (--mine.links > 0) return;
      if (byAgent.get(agentId) === mine) byAgent.delete(agentId);
      mine.sessions.stop();
      void mine.upstream.stop();
    });
  }

  return {
    serve(link, rights) {
      if (shared.isReady) begin(link, rights);
      else waiting.add(() => begin(link, rights));
    },
    async stop() {
      stopListening();
      await Promise.all(
        [...byAgent.values()].map(({ upstream, sessions }) => {
          sessions.stop();
          return upstream.stop();
        }),
      );
    },
  };
}
