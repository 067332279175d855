/**
 * The sessions of one node, and the events that each of them receives.
 * @module
 */
import type { Clock, CtiMessage, Link, Logger } from 'rxcti';
import { ErrorStatus } from 'rxcti/protocol';
import {
  type ClientMode,
  createServerSession,
  type ServerHost,
  type ServerSession,
  type ServerSessionEnd,
  type VersionRange,
  wantsConfiguration,
} from 'rxcti/server';
import type { Recipients } from '../model/contact-center.ts';
import type { UploadQueue } from './upload-queue.ts';

/** An open session in `simulator.sessions`. */
export interface SessionInfo {
  /** Number of the connection, from 1. */
  readonly id: number;
  readonly clientId: string;
  readonly mode: ClientMode;
  readonly version: number;
  /** The agent of an agent-mode session. */
  readonly agentId: string | undefined;
  readonly messagesReceived: number;
  readonly messagesSent: number;
}

/** All sessions of one node. */
export interface Sessions {
  readonly open: readonly ServerSession[];
  readonly sessionInfos: readonly SessionInfo[];
  /** Serves a link. */
  serve(link: Link): void;
  /** Whether an agent-mode session is open for the agent. */
  hasAgentSession(agentId: string): boolean;
  /** Sends an event to the recipients whose masks select it. */
  publish(event: CtiMessage, recipients: Recipients): void;
  /** Sends a configuration update to the sessions that asked for its kind. */
  publishBlock(kind: number, block: (version: number) => readonly CtiMessage[]): void;
  /** Ends older sessions of the same client with status 11. */
  endOlder(clientId: string, agentId: string | undefined): void;
  /** Sends bytes unchanged to every open session. */
  sendRaw(bytes: Uint8Array): void;
  /** Resets every link, with or without an open session. */
  dropAll(): void;
  /** Resets the links of a client, by ClientID or agent id. */
  drop(client: string): void;
  /** Closes every link and waits until they are closed. */
  closeAll(): Promise<void>;
}

/** What all sessions share. */
interface SessionsOptions {
  readonly host: Omit<ServerHost, 'opened' | 'ended'>;
  /** Sends the frame of one message to its client. */
  deliver(frame: Uint8Array, message: CtiMessage, session: ServerSession, link: Link): void;
  readonly clock: Clock;
  readonly uploads: UploadQueue;
  /** Called when the last session of an agent ended without CLOSE_REQ. */
  agentDisconnected(agentId: string): void;
  readonly logger?: Logger | undefined;
  readonly versions?: VersionRange | undefined;
  readonly lengthBytes?: 1 | 2 | undefined;
}

/** Creates an empty collection. */
export function createSessions(options: SessionsOptions): Sessions {
  const links = new Map<Link, ServerSession>();
  // Indexed by recipient, since every event looks them up.
  const bridges = new Set<ServerSession>();
  const byAgent = new Map<string, Set<ServerSession>>();
  let lastId = 0;
  const ids = new WeakMap<ServerSession, number>();
  const { host, clock, uploads, deliver, agentDisconnected, ...rest } = options;
  const sessionOptions = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));

  const open = (): ServerSession[] => [...links.values()].filter(({ state }) => state === 'open');

  /** The index entry of a session. */
  function peersOf({ granted }: ServerSession): Set<ServerSession> {
    if (granted?.mode !== 'agent') return bridges;
    const agentId = granted.agentId ?? '';
    const peers = byAgent.get(agentId) ?? new Set();
    byAgent.set(agentId, peers);
    return peers;
  }

  function ended(session: ServerSession, reason: ServerSessionEnd): void {
    if (session.granted === undefined) return;
    const peers = peersOf(session);
    peers.delete(session);
    if (peers.size > 0 || peers === bridges) return;
    const agentId = session.granted.agentId ?? '';
    byAgent.delete(agentId);
    if (reason !== 'closed by client') agentDisconnected(agentId);
  }

  return {
    get open() {
      return open();
    },
    get sessionInfos() {
      return open().map((session) => infoOf(session, ids.get(session) ?? 0));
    },
    serve(link) {
      const opened = (session: ServerSession): void => void peersOf(session).add(session);
      const session = createServerSession({
        link,
        host: { ...host, opened, ended },
        clock,
        deliver: (frame, message, to) => deliver(frame, message, to, link),
        ...sessionOptions,
      });
      links.set(link, session);
      ids.set(session, ++lastId);
      // By link, not by session: a refused session keeps its link open for some seconds.
      void link.closed.then(() => links.delete(link));
    },
    hasAgentSession: (agentId) => byAgent.has(agentId),
    publish(event, recipients) {
      if (recipients.bridges) for (const session of bridges) session.publish(event);
      for (const agentId of recipients.agents) {
        for (const session of byAgent.get(agentId) ?? []) session.publish(event);
      }
    },
    publishBlock(kind, block) {
      for (const session of open()) {
        const { granted } = session;
        if (granted === undefined || !wantsConfiguration(granted, kind)) continue;
        uploads.send(session, block(granted.version));
      }
    },
    endOlder(clientId, agentId) {
      for (const session of open()) {
        const same =
          agentId === undefined
            ? session.granted?.mode === 'bridge' && clientId !== '' && session.granted.clientId === clientId
            : session.granted?.agentId === agentId;
        if (same) session.end(ErrorStatus.E_CTI_NEW_SESSION_OPENED);
      }
    },
    sendRaw(bytes) {
      for (const [link, session] of links) if (session.state === 'open') link.send(bytes.slice());
    },
    dropAll() {
      for (const [link, session] of [...links]) {
        session.drop();
        link.abort();
      }
    },
    drop(client) {
      for (const session of open()) {
        if (session.granted?.clientId === client || session.granted?.agentId === client) session.drop();
      }
    },
    async closeAll() {
      await Promise.all([...links.keys()].map((link) => link.close()));
    },
  };
}

function infoOf(session: ServerSession, id: number): SessionInfo {
  const { granted, counts } = session;
  return {
    id,
    clientId: granted?.clientId ?? '',
    mode: granted?.mode ?? 'none',
    version: granted?.version ?? 0,
    agentId: granted?.agentId,
    messagesReceived: counts.received,
    messagesSent: counts.sent,
  };
}
