/**
 * Sessions with CCX for one agent each, where the policy wants them: CCX itself then knows who acts, and tells each agent
 * what it tells an agent's own client. Two pages of one agent share one session, since CCX ends the older of two.
 * @module
 */
import { CtiError, type Link, type SessionState } from 'rxcti';
import { ErrorStatus } from 'rxcti/protocol';
import type { ServerSession } from 'rxcti/server';
import type { Rights } from '../authorization/rights.ts';
import type { Sessions } from './sessions.ts';
import type { Upstream } from './upstream.ts';

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
  /** Serves a browser's link, at once or when the phones are known; `served` is told by which session. */
  serve(link: Link, rights: Rights, served?: (session: ServerSession) => void): void;
  /** The states of the sessions with CCX. */
  readonly states: readonly SessionState['name'][];
  /** Requests that CCX has not answered yet. */
  readonly unanswered: number;
  stop(): Promise<void>;
}

interface Own {
  readonly upstream: Upstream;
  readonly sessions: Sessions;
  /** One for each page. */
  readonly pages: Set<ServerSession>;
}

export function createDedicated(options: DedicatedOptions): Dedicated {
  const { shared, sharedSessions } = options;
  const byAgent = new Map<string, Own>();
  /** Until the bridge session is ready the phones are not known; what browsers say meanwhile waits in their links. */
  const waiting = new Map<Link, () => void>();
  const stopListening = shared.listen({
    frame: () => {},
    ready(isReady) {
      if (!isReady) return;
      const all = [...waiting.values()];
      waiting.clear();
      for (const begin of all) begin();
    },
  });

  function begin(link: Link, rights: Rights, served: (session: ServerSession) => void): void {
    const agentId = rights.agentId ?? '';
    const extension = shared.mirror.agents.get(agentId)?.getSnapshot().extension;
    if (extension === undefined) {
      served(sharedSessions.serve(link, rights));
      return;
    }
    let own = byAgent.get(agentId);
    if (own === undefined) {
      const upstream = options.upstreamFor(agentId, extension);
      own = { upstream, sessions: options.sessionsOver(upstream), pages: new Set() };
      byAgent.set(agentId, own);
      endWithUpstream(agentId, own);
      upstream.start();
    }
    const mine = own;
    const page = mine.sessions.serve(link, rights);
    mine.pages.add(page);
    served(page);
    void link.closed.then(() => {
      mine.pages.delete(page);
      if (mine.pages.size > 0) return;
      if (byAgent.get(agentId) === mine) byAgent.delete(agentId);
      mine.sessions.stop();
      void mine.upstream.stop();
    });
  }

  /** CCX ended the session for good: the pages are told why, as CCX told us, and who comes next gets a new one. */
  function endWithUpstream(agentId: string, own: Own): void {
    const { session } = own.upstream;
    const unsubscribe = session.subscribe(() => {
      const state = session.getSnapshot();
      if (state.name !== 'closed') return;
      unsubscribe();
      if (byAgent.get(agentId) === own) byAgent.delete(agentId);
      if (state.reason === 'user') return; // we closed it: its pages are gone
      for (const page of [...own.pages]) page.end(statusOf(state));
    });
  }

  return {
    serve(link, rights, served = () => {}) {
      if (shared.isReady) {
        begin(link, rights, served);
        return;
      }
      waiting.set(link, () => begin(link, rights, served));
      void link.closed.then(() => waiting.delete(link));
    },
    get states() {
      return [...byAgent.values()].map(({ upstream }) => upstream.session.getSnapshot().name);
    },
    get unanswered() {
      return [...byAgent.values()].reduce((sum, { sessions }) => sum + sessions.unanswered, 0);
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

function statusOf({ error }: Extract<SessionState, { name: 'closed' }>): number {
  if (CtiError.is(error, 'SESSION_REPLACED') || CtiError.is(error, 'OPEN_REFUSED'))
    return error.details.status;
  return ErrorStatus.E_CTI_UNSPECIFIED_FAILURE;
}
