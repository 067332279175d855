/**
 * One node of a contact center: its listeners, sessions, faults and drivers.
 * @module
 */
import { type Link, systemClock } from 'rxcti';
import { ErrorStatus, type OpenReq, ServiceMask } from 'rxcti/protocol';
import type { Grant, Refusal } from 'rxcti/server';
import { listen, type TcpListener } from 'rxcti/tcp';
import { createDisconnectMonitor } from './contact-center/disconnected-agents.ts';
import { type Administration, createAdministration } from './drivers/administration.ts';
import { createMessageRecorder, type MessageExpectations } from './drivers/message-expectations.ts';
import { createSimulatorDriver, type SimulatorDriver, setInService } from './drivers/simulator-driver.ts';
import { publishInService, publishOnline, type ServerStatus } from './events/system-events.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import type { Stall } from './faults/stall.ts';
import { type Snapshot, snapshotOf } from './model/snapshot.ts';
import type { ListenOptions, NodeRole, SimulatorOptions } from './options.ts';
import { handleRequest } from './requests/dispatch.ts';
import { openSession } from './requests/open-session.ts';
import { createSessions, type SessionInfo } from './sessions/sessions.ts';
import { createUploadQueue } from './sessions/upload-queue.ts';
import type { SharedState } from './shared-state.ts';

/** A simulated contact center with a CTI server; in a cluster, one node of it. */
export interface Simulator extends SimulatorDriver, MessageExpectations, Administration, Faults {
  /**
   * Listens on TCP and starts center time (see `autoStart`).
   * @throws The runtime's error, as a rejection, if the port is in use.
   */
  listen(address?: ListenOptions): Promise<{ readonly port: number }>;
  /** Serves another link, for instance one of `rxcti/memory`. */
  attach(link: Link): void;
  /**
   * Stops listening, closes all links, stops center time, and calls `verify()`.
   * @throws {CtiError} `UNEXPECTED_MESSAGE`, as a rejection, once all is closed.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /** Starts center time. */
  start(): void;
  /** Stops center time. Sessions are still served. */
  stop(): void;
  /** The open sessions. */
  readonly sessions: readonly SessionInfo[];
  /** The state of all agents, queues and calls. */
  snapshot(): Snapshot;
  /** Changes the role. A standby refuses sessions with status 92; a master that becomes standby drops its sessions. */
  setRole(role: NodeRole): void;
}

const allServices = Object.values(ServiceMask).reduce((mask, bit) => mask | bit, 0);

/** Creates a node of a contact center. */
export function createNode(options: SimulatorOptions, state: SharedState, stall: Stall): Simulator {
  const { services = allServices, lengthBytes = 1 } = options;
  let { role = 'master' } = options;
  let closed = false;
  const listeners: TcpListener[] = [];

  const { clock } = stall;
  const { center, schedule, keys, waiters, callers } = state;
  const recorder = createMessageRecorder(waiters, options.failOn ?? 'violations');
  const uploads = createUploadQueue(clock);
  const disconnects = createDisconnectMonitor(center, clock, options.disconnectTimeoutSeconds);
  const sessions = createSessions({
    clock,
    uploads,
    agentDisconnected: disconnects.disconnected,
    lengthBytes,
    logger: options.logger,
    versions: options.versions,
    deliver: (frame, message, session, link) => faults.deliver({ frame, message }, { session, link }),
    host: {
      accept,
      received: recorder.recordSent,
      violation: recorder.recordViolation,
      heartbeat: () => faults.heartbeat,
      request(message, session) {
        schedule.catchUp();
        const { online, startedAtMs } = state;
        handleRequest({ center, keys, uploads, online, startedAtMs }, message, session);
      },
    },
  });
  const faults = createFaults({
    clock,
    stall,
    sessions,
    lengthBytes,
    random: center.random.fork('faults'),
    setOnline,
    sent: (message, { session }) => recorder.recordReceived(message, session),
  });
  state.nodes.add(sessions);

  function accept(request: OpenReq): Grant | Refusal {
    if (faults.refusal !== undefined) return { status: faults.refusal };
    if (role === 'standby') {
      return { status: ErrorStatus.E_CTI_SERVER_NOT_MASTER, text: 'this node is on standby' };
    }
    return openSession(center, sessions, request, { services, online: state.online });
  }

  const status = (): ServerStatus => ({ online: state.online, nowMs: clock.now() });

  function setOnline(online: boolean): void {
    if (state.online === online) return;
    state.online = online;
    state.updateClock();
    publishOnline(center, status());
  }

  function autoStart(): void {
    if (options.autoStart !== false) state.started = true;
    state.updateClock();
  }

  function attach(link: Link): void {
    if (closed) {
      link.abort();
      return;
    }
    sessions.serve(stall.wrap(link));
    autoStart();
  }

  async function close(): Promise<void> {
    closed = true;
    disconnects.stop();
    state.nodes.delete(sessions);
    state.updateClock();
    const { stalled } = stall;
    faults.api.clearFaults();
    await Promise.all(listeners.splice(0).map((listener) => listener.close()));
    if (stalled) sessions.dropAll();
    else await sessions.closeAll();
    recorder.verify();
  }

  const { waitForSent, waitForReceived, verify } = recorder;
  return {
    ...createSimulatorDriver({
      center,
      waiters,
      callers,
      clock: options.clock ?? systemClock,
      setInService(agent, inService) {
        if (agent.inService !== inService) publishInService(center, status(), agent, inService);
        setInService(center, agent, inService);
      },
    }),
    ...createAdministration({
      center,
      keys,
      waiters,
      nodes: state.nodes,
      password: options.password ?? '12345',
    }),
    ...faults.api,
    waitForSent,
    waitForReceived,
    verify,
    async listen({ host = '127.0.0.1', port = 42027 } = {}) {
      const listener = await listen({ host, port, onLink: attach });
      listeners.push(listener);
      autoStart();
      return { port: listener.port };
    },
    attach,
    close,
    [Symbol.asyncDispose]: close,
    start() {
      state.started = true;
      state.updateClock();
    },
    stop() {
      state.started = false;
      state.updateClock();
    },
    get sessions() {
      return sessions.sessionInfos;
    },
    snapshot() {
      schedule.catchUp();
      return snapshotOf(center);
    },
    setRole(next) {
      role = next;
      if (role === 'standby') sessions.dropAll();
    },
  };
}
