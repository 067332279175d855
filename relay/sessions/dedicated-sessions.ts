/**
 * CCX sessions for one agent each, for roles that the option `dedicated` names: CCX then identifies the agent who acts and
 * sends what it sends to an agent's own client. All clients of an agent share one session, since CCX closes the older of two.
 * @module
 */
import { CtiError, type Link, type SessionState } from 'rxcti';
import { ErrorStatus } from 'rxcti/protocol';
import type { ServerSession } from 'rxcti/server';
import type { Rights } from '../authorization/rights.ts';
import type { Sessions } from './sessions.ts';
import type { LocalUpstream, Upstream } from './upstream.ts';

export interface DedicatedSessionsOptions {
  /** The shared session; its replica has the agents' extensions. */
  readonly shared: Upstream;
  /** Serves users who are not agents of CCX. */
  readonly sharedSessions: Sessions;
  /** Makes a CCX session for an agent at an extension, without starting it. */
  createUpstream(agentId: string, extension: string): LocalUpstream;
  /** Serves clients from such a session. */
  createSessions(upstream: LocalUpstream): Sessions;
}

export interface DedicatedSessions {
  /** Serves a client's link, now or once the shared session is ready; `served` is called with the client's session. */
  serve(link: Link, rights: Rights, served?: (session: ServerSession) => void): void;
  /** The states of the CCX sessions. */
  readonly states: readonly SessionState['name'][];
  /** Requests that CCX has not answered yet. */
  readonly unanswered: number;
  stop(): Promise<void>;
}

interface AgentSession {
  readonly upstream: LocalUpstream;
  readonly sessions: Sessions;
  /** The sessions of the agent's clients. */
  readonly clients: Set<ServerSession>;
}

export function createDedicatedSessions(options: DedicatedSessionsOptions): DedicatedSessions {
  const { shared, sharedSessions } = options;
  const byAgent = new Map<string, AgentSession>();
  /** Links that wait for the extensions, which are unknown until the shared session is ready. */
  const waiting = new Map<Link, () => void>();
  const stopListening = shared.listen({
    event: () => {},
    readyChanged(isReady) {
      if (!isReady) return;
      const all = [...waiting.values()];
      waiting.clear();
      for (const serveNow of all) serveNow();
    },
  });

  function serveNow(link: Link, rights: Rights, served: (session: ServerSession) => void): void {
    const agentId = rights.agentId ?? '';
    const extension = shared.replica.agents.get(agentId)?.getSnapshot().extension;
    if (extension === undefined) {
      served(sharedSessions.serve(link, rights));
      return;
    }
    const agentSession = byAgent.get(agentId) ?? open(agentId, extension);
    const { sessions, clients, upstream } = agentSession;
    const client = sessions.serve(link, rights);
    clients.add(client);
    served(client);
    void link.closed.then(() => {
      clients.delete(client);
      if (clients.size > 0) return;
      if (byAgent.get(agentId) === agentSession) byAgent.delete(agentId);
      sessions.stop();
      void upstream.stop();
    });
  }

  function open(agentId: string, extension: string): AgentSession {
    const upstream = options.createUpstream(agentId, extension);
    const agentSession = {
      upstream,
      sessions: options.createSessions(upstream),
      clients: new Set<ServerSession>(),
    };
    byAgent.set(agentId, agentSession);
    closeWithUpstream(agentId, agentSession);
    upstream.start();
    return agentSession;
  }

  /** When CCX closes the session for good, its clients get the same status, and the next client opens a new session. */
  function closeWithUpstream(agentId: string, agentSession: AgentSession): void {
    const { session } = agentSession.upstream;
    const unsubscribe = session.subscribe(() => {
      const state = session.getSnapshot();
      if (state.name !== 'closed') return;
      unsubscribe();
      if (byAgent.get(agentId) === agentSession) byAgent.delete(agentId);
      if (state.reason === 'user') return; // closed by the relay after the last client
      for (const client of [...agentSession.clients]) client.end(statusOf(state));
    });
  }

  return {
    serve(link, rights, served = () => {}) {
      if (shared.isReady) {
        serveNow(link, rights, served);
        return;
      }
      waiting.set(link, () => serveNow(link, rights, served));
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
