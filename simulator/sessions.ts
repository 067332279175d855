/**
 * The sessions that a simulator serves, and which of them hears what.
 * @module
 */
import type { Clock, CtiMessage, Link, Logger } from 'rxcti';
import { ErrorStatus } from 'rxcti/protocol';
import type { ClientMode, ServerHost, ServerSession, ServerSessionEnd, VersionRange } from 'rxcti/server';
import { createServerSession, wantsConfiguration } from 'rxcti/server';
import type { Audience } from './center/center.ts';
import type { Outbox } from './requests/outbox.ts';

/** One open session, as `simulator.sessions` shows it. */
export interface SessionInfo {
  /** Counts from 1 in the order of the connections. */
  readonly number: number;
  readonly clientId: string;
  readonly mode: ClientMode;
  readonly version: number;
  /** The agent of an agent-mode session. */
  readonly agentId: string | undefined;
  /** Whole messages from and to the client. */
  readonly received: number;
  readonly sent: number;
}

/** All sessions of one simulator. */
export interface Sessions {
  readonly open: readonly ServerSession[];
  readonly infos: readonly SessionInfo[];
  /** Serves a link. */
  serve(link: Link): void;
  /** Whether an agent has a session of his own. */
  attends(agentId: string): boolean;
  /** Sends an event to those whom it concerns and who want it. */
  publish(event: CtiMessage, audience: Audience): void;
  /** Sends an update block, made for each version, to those who want its kind. */
  publishBlock(kind: number, block: (version: number) => readonly CtiMessage[]): void;
  /** The same client's older sessions end with status 11. */
  replace(clientId: string, agentId: string | undefined): void;
  /** Sends bytes to every open session as they are. */
  sendRaw(bytes: Uint8Array): void;
  /** Resets every link, open sessions or not. */
  dropAll(): void;
  /** Resets the links of a client: its ClientID, or its agent. */
  drop(client: string): void;
  /** Closes every link and waits until all are. */
  closeAll(): Promise<void>;
}

/** What all sessions have in common. */
export interface SessionsParts {
  readonly host: Omit<ServerHost, 'opened' | 'ended'>;
  /** How a frame, which is one message, goes to its client. */
  deliver(frame: Uint8Array, message: CtiMessage, session: ServerSession, link: Link): void;
  readonly clock: Clock;
  readonly outbox: Outbox;
  /** An agent's last client is gone without having closed its session. */
  lost(agentId: string): void;
  readonly logger?: Logger | undefined;
  readonly versions?: VersionRange | undefined;
  readonly lengthBytes?: 1 | 2 | undefined;
}

/** Makes an empty collection. */
export function createSessions(parts: SessionsParts): Sessions {
  const links = new Map<Link, ServerSession>();
  // Who hears of what is asked for each event: the open sessions are kept by what they hear.
  const bridges = new Set<ServerSession>();
  const ofAgent = new Map<string, Set<ServerSession>>();
  let number = 0;
  const numbers = new WeakMap<ServerSession, number>();
  const { host, clock, outbox, deliver, lost, ...rest } = parts;
  const options = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));

  const open = (): ServerSession[] => [...links.values()].filter(({ state }) => state === 'open');

  /** The sessions that hear of what this one hears of. */
  function peersOf({ granted }: ServerSession): Set<ServerSession> {
    if (granted?.mode !== 'agent') return bridges;
    const agentId = granted.agentId ?? '';
    const peers = ofAgent.get(agentId) ?? new Set();
    ofAgent.set(agentId, peers);
    return peers;
  }

  function ended(session: ServerSession, reason: ServerSessionEnd): void {
    if (session.granted === undefined) return;
    const peers = peersOf(session);
    peers.delete(session);
    if (peers.size > 0 || peers === bridges) return;
    const agentId = session.granted.agentId ?? '';
    ofAgent.delete(agentId);
    if (reason !== 'closed by client') lost(agentId);
  }

  return {
    get open() {
      return open();
    },
    get infos() {
      return open().map((session) => infoOf(session, numbers.get(session) ?? 0));
    },
    serve(link) {
      const opened = (session: ServerSession): void => void peersOf(session).add(session);
      const session = createServerSession({
        link,
        host: { ...host, opened, ended },
        clock,
        deliver: (frame, message, to) => deliver(frame, message, to, link),
        ...options,
      });
      links.set(link, session);
      numbers.set(session, ++number);
      // A refused session holds its link for some seconds; the link counts, not the session.
      void link.closed.then(() => links.delete(link));
    },
    attends: (agentId) => ofAgent.has(agentId),
    publish(event, audience) {
      if (audience.bridge) for (const session of bridges) session.publish(event);
      for (const agentId of audience.agents) {
        for (const session of ofAgent.get(agentId) ?? []) session.publish(event);
      }
    },
    publishBlock(kind, block) {
      for (const session of open()) {
        const { granted } = session;
        if (granted === undefined || !wantsConfiguration(granted, kind)) continue;
        outbox.send(session, block(granted.version));
      }
    },
    replace(clientId, agentId) {
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

function infoOf(session: ServerSession, number: number): SessionInfo {
  const { granted, counts } = session;
  return {
    number,
    clientId: granted?.clientId ?? '',
    mode: granted?.mode ?? 'none',
    version: granted?.version ?? 0,
    agentId: granted?.agentId,
    received: counts.received,
    sent: counts.sent,
  };
}
