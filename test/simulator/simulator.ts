/**
 * A contact centre behind a port: the host of its sessions, and the faults that can be put into it.
 * @module
 */
import { systemClock } from '../../core/clock.ts';
import { AgentState } from '../../core/protocol/constants/agents.ts';
import { AgentType } from '../../core/protocol/constants/configuration.ts';
import { DeviceType } from '../../core/protocol/constants/devices.ts';
import { ErrorStatus } from '../../core/protocol/constants/failures.ts';
import { ServiceMask } from '../../core/protocol/constants/service-masks.ts';
import { CCXStatus, SystemEventID } from '../../core/protocol/constants/session.ts';
import type { OpenReq } from '../../core/protocol/generated/messages.ts';
import { type Grant, modeOf, type Refusal } from '../../core/serving/grant.ts';
import type { HeartbeatAnswer } from '../../core/serving/host.ts';
import type { Link } from '../../core/transport.ts';
import { listenTcp } from '../../transports/tcp/listen.ts';
import type { TcpListener } from '../../transports/tcp/options.ts';
import type { Agent } from './centre/agents.ts';
import { createDialogue, type Dialogue } from './driving/dialogue.ts';
import { createDriving, type Driving, setInService } from './driving/driving.ts';
import { unknownName } from './driving/hand.ts';
import { createStall, type Stall } from './faults/stall.ts';
import { createHouse, type House } from './house.ts';
import type { Role, SimulatorAddress, SimulatorOptions } from './options.ts';
import { findAgent } from './requests/agent-requests.ts';
import {
  type AgentChange,
  changeAgentRecord,
  changeQueueRecord,
  moveToTeam,
  type QueueChange,
} from './requests/changes.ts';
import { createOutbox } from './requests/outbox.ts';
import { answer } from './requests/requests.ts';
import { createSessions, type SessionInfo } from './sessions.ts';
import { type Truth, truthOf } from './truth.ts';

/** A node of a contact centre that lives in this process. */
export interface Simulator extends Driving, Dialogue {
  /**
   * Listens on TCP and brings the centre to life.
   * @throws The runtime's error, as a rejection, when the port is taken.
   */
  listen(address?: SimulatorAddress): Promise<{ readonly port: number }>;
  /** Serves any other link, such as one of `rxcti/memory`. */
  attach(link: Link): void;
  /**
   * Stops listening, closes all links and stands still. Then it asks `verify()`.
   * @throws {CtiError} `UNEXPECTED_MESSAGE`, as a rejection, once everything is closed.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /** Lets the centre's time run. */
  start(): void;
  /** Stops the centre's time; sessions are served as before. */
  stop(): void;
  /** The open sessions now. */
  readonly sessions: readonly SessionInfo[];
  /** What is true in the centre now. */
  truth(): Truth;

  /** Changes an agent's configuration; sessions that want it get an update. */
  changeAgent(agentId: string, change: AgentChange): Promise<void>;
  /** Changes a queue's configuration; sessions that want it get an update. */
  changeQueue(csqId: number, change: QueueChange): Promise<void>;

  /** As a standby it refuses with status 92; a master that becomes one drops its sessions. */
  setRole(role: Role): void;
  /** Tells all clients with SYSTEM_EVENT 3 or 4; offline, the centre stands still. */
  setOnline(online: boolean): void;
  /** Resets every link. */
  dropLinks(): void;
  /** Hangs: neither reads nor writes, keeps every connection. */
  stall(): void;
  /** Goes on after `stall()`. */
  resume(): void;
  /** Refuses each OPEN_REQ with this ErrorStatus; `undefined` accepts again. */
  refuseOpen(status: number | undefined): void;
  /** Sends bytes as they are to every open session. */
  sendGarbage(bytes: Uint8Array): void;
  /** Sends FAILURE_EVENT with this ErrorStatus to every open session. */
  sendFailure(status: number, text?: string): void;
  /** Leaves heartbeats unanswered, or answers them again. */
  muteHeartbeats(muted: boolean): void;
  /** Answers heartbeats with FAILURE_CONF, as a server does that is offline; `undefined` confirms them again. */
  failHeartbeats(status: number | undefined): void;
}

const allServices = Object.values(ServiceMask).reduce((mask, bit) => mask | bit, 0);

/**
 * Makes a simulated contact centre.
 *
 * @example
 * ```ts
 * import { createSimulator } from 'rxcti/testing';
 *
 * const simulator = createSimulator({ seed: 7, speed: 10 });
 * const { port } = await simulator.listen({ port: 0 });
 * console.log(port, simulator.truth().agents.length);
 * await simulator.close();
 * ```
 */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const stall = createStall(options.clock ?? systemClock);
  return createNode(options, createHouse(options, stall.clock), stall);
}

/** Makes a node that serves a centre, alone or beside others. */
export function createNode(options: SimulatorOptions, house: House, stall: Stall): Simulator {
  const { services = allServices } = options;
  let { role = 'master' } = options;
  let closed = false;
  let refused: number | undefined;
  let heartbeats: HeartbeatAnswer = 'confirm';
  const listeners: TcpListener[] = [];

  const { clock } = stall;
  const { centre, schedule, keys, waits } = house;
  const dialogue = createDialogue(waits, options.unexpected ?? 'breach');
  const outbox = createOutbox(clock);
  const sessions = createSessions({
    clock,
    outbox,
    logger: options.logger,
    versions: options.versions,
    lengthBytes: options.lengthBytes,
    deliver(frame, message, session, link) {
      link.send(frame);
      dialogue.received(message, session);
    },
    host: {
      accept,
      received: dialogue.sent,
      breached: dialogue.breached,
      heartbeat: () => heartbeats,
      request(message, session) {
        schedule.catchUp();
        const { online, startedAtMs } = house;
        answer({ centre, keys, outbox, online, startedAtMs }, message, session);
      },
    },
  });
  house.nodes.add(sessions);

  function accept(open: OpenReq): Grant | Refusal {
    if (refused !== undefined) return { status: refused };
    if (role === 'standby') {
      return { status: ErrorStatus.E_CTI_SERVER_NOT_MASTER, text: 'this node is on standby' };
    }
    const mode = modeOf(open.servicesRequested & services);
    const agent = mode === 'agent' ? findAgent(centre, open) : undefined;
    if (mode === 'agent' && agent === undefined) {
      const text = 'there is no agent with this id, extension and instrument';
      return { status: ErrorStatus.E_CTI_INVALID_AGENT_DATA, text };
    }
    sessions.replace(open.clientId, agent?.person.agentId);
    if (agent === undefined) return { services, online: house.online };
    const { agentId, extension, type } = agent.person;
    const supervises =
      type === AgentType.Supervisor ? services : services & ~ServiceMask.CTI_SERVICE_SUPERVISOR;
    const served = { agentId, extension, instrument: extension, state: agent.state };
    return { services: supervises, online: house.online, agent: served };
  }

  function comeToLife(): void {
    if (options.alive !== false) house.wanted = true;
    house.run();
  }

  function attach(link: Link): void {
    if (closed) {
      link.abort();
      return;
    }
    sessions.serve(stall.wrap(link));
    comeToLife();
  }

  async function close(): Promise<void> {
    closed = true;
    house.nodes.delete(sessions);
    house.run();
    const stalled = stall.stalled;
    stall.resume();
    await Promise.all(listeners.splice(0).map((listener) => listener.close()));
    if (stalled) sessions.dropAll();
    else await sessions.closeAll();
    dialogue.verify();
  }

  return {
    async listen({ host = '127.0.0.1', port = 42027 } = {}) {
      const listener = await listenTcp({ host, port, onLink: attach });
      listeners.push(listener);
      comeToLife();
      return { port: listener.port };
    },
    attach,
    close,
    [Symbol.asyncDispose]: close,
    start() {
      house.wanted = true;
      house.run();
    },
    stop() {
      house.wanted = false;
      house.run();
    },
    get sessions() {
      return sessions.infos;
    },
    truth() {
      schedule.catchUp();
      return truthOf(centre);
    },
    ...createDriving({
      centre,
      waits,
      clock: options.clock ?? systemClock,
      setInService(agent, inService) {
        const { SYS_INSTRUMENT_BACK_IN_SERVICE, SYS_INSTRUMENT_OUT_OF_SERVICE } = SystemEventID;
        const announced = inService ? SYS_INSTRUMENT_BACK_IN_SERVICE : SYS_INSTRUMENT_OUT_OF_SERVICE;
        if (agent.inService !== inService) announce(announced, agent);
        setInService(centre, agent, inService);
      },
    }),
    waitSent: dialogue.waitSent,
    waitReceived: dialogue.waitReceived,
    verify: dialogue.verify,
    async changeAgent(agentId, change) {
      const agent = centre.agents.get(agentId);
      if (agent === undefined) throw unknownName('agentId', agentId);
      const { firstName, lastName, csqIds, teamId } = change;
      if (firstName ?? lastName ?? csqIds) {
        const { kind, block } = changeAgentRecord(centre, keys, agent, change);
        sessions.publishBlock(kind, block);
        // Whoever waits in a queue that is new to a ready agent is served.
        if (csqIds !== undefined && agent.state === AgentState.AGENT_STATE_READY) centre.changed(agent);
      }
      if (teamId === undefined) return;
      for (const event of moveToTeam(centre, agent, teamId))
        for (const session of sessions.open) session.publish(event);
    },
    async changeQueue(csqId, change) {
      const queue = centre.world.queues.find((candidate) => candidate.csqId === csqId);
      if (queue === undefined) throw unknownName('csqId', String(csqId));
      const { kind, block } = changeQueueRecord(keys, queue, change);
      sessions.publishBlock(kind, block);
    },
    setRole(next) {
      role = next;
      if (role === 'standby') sessions.dropAll();
    },
    setOnline(next) {
      if (house.online === next) return;
      house.online = next;
      house.run();
      const { SYS_CCX_ONLINE, SYS_CCX_OFFLINE } = SystemEventID;
      announce(next ? SYS_CCX_ONLINE : SYS_CCX_OFFLINE);
    },
    dropLinks: sessions.dropAll,
    stall: stall.stall,
    resume: stall.resume,
    refuseOpen(status) {
      refused = status;
    },
    sendGarbage: sessions.sendRaw,
    sendFailure(status, text) {
      const event = { type: 'FAILURE_EVENT', status, ...(text === undefined ? {} : { text }) } as const;
      for (const session of sessions.open) session.publish(event);
    },
    muteHeartbeats(muted) {
      heartbeats = muted ? 'silent' : 'confirm';
    },
    failHeartbeats(status) {
      heartbeats = status === undefined ? 'confirm' : { status };
    },
  };

  /** SYSTEM_EVENT for all clients of the centre; one about a phone goes to bridges and to that phone's own session. */
  function announce(systemEventId: number, about?: Agent): void {
    const event = {
      type: 'SYSTEM_EVENT',
      ccxStatus: house.online ? CCXStatus.CCX_IN_SERVICE : CCXStatus.CCX_OUT_OF_SERVICE,
      ccxTime: Math.floor(clock.now() / 1000),
      systemEventId,
      systemEventArg1: 0,
      systemEventArg2: 0,
      systemEventArg3: 0,
      eventDeviceType: about === undefined ? DeviceType.DEVID_NONE : DeviceType.DEVID_AGENT_DEVICE,
      ...(about === undefined ? {} : { eventDeviceId: about.person.extension }),
    } as const;
    const agents = about === undefined ? [...centre.agents.keys()] : [about.person.agentId];
    centre.publish(event, { bridge: true, agents });
  }
}
