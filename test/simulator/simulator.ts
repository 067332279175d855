/**
 * A contact centre behind a port: the host of its sessions, and the faults that can be put into it.
 * @module
 */
import { systemClock } from '../../core/clock.ts';
import { CtiError } from '../../core/errors.ts';
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
import { findAgent } from './agent-requests.ts';
import { createCentre } from './centre.ts';
import {
  type AgentChange,
  changeAgentRecord,
  changeQueueRecord,
  moveToTeam,
  type QueueChange,
} from './changes.ts';
import { createKeys } from './configuration.ts';
import { createStall } from './faults.ts';
import { bringToLife } from './living.ts';
import type { Role, SimulatorAddress, SimulatorOptions } from './options.ts';
import { createWorld } from './people.ts';
import { createRandom } from './random.ts';
import { answer } from './requests.ts';
import { createSchedule } from './schedule.ts';
import { createSessions, type SessionInfo } from './sessions.ts';
import { type Truth, truthOf } from './truth.ts';

/** A node of a contact centre that lives in this process. */
export interface Simulator {
  /**
   * Listens on TCP and brings the centre to life.
   * @throws The runtime's error, as a rejection, when the port is taken.
   */
  listen(address?: SimulatorAddress): Promise<{ readonly port: number }>;
  /** Serves any other link, such as one of `rxcti/memory`. */
  attach(link: Link): void;
  /** Stops listening, closes all links and stands still. */
  close(): Promise<void>;
  /** Lets the centre's time run. */
  start(): void;
  /** Stops the centre's time; sessions are served as before. */
  stop(): void;
  /** The open sessions now. */
  readonly sessions: readonly SessionInfo[];
  /** What is true in the centre now. */
  truth(): Truth;

  /** Changes an agent's configuration; sessions that want it get an update. */
  changeAgent(agentId: string, change: AgentChange): void;
  /** Changes a queue's configuration; sessions that want it get an update. */
  changeQueue(csqId: number, change: QueueChange): void;

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
  const { seed = 1, speed = 1, callsPerHour = 120, services = allServices } = options;
  const { agents = 12, queues = 3, ports = 10, password = '12345' } = options;
  for (const [argument, value] of Object.entries({ speed, agents })) {
    if (!(value > 0)) throw new CtiError('INVALID_ARGUMENT', `${argument} must be above 0`, { argument });
  }
  let { role = 'master', online = true } = options;
  let wanted = false;
  let closed = false;
  let refused: number | undefined;
  let heartbeats: HeartbeatAnswer = 'confirm';
  const listeners: TcpListener[] = [];

  const stall = createStall(options.clock ?? systemClock);
  const { clock } = stall;
  const schedule = createSchedule(clock, speed);
  const keys = createKeys();
  const sessions = createSessions({
    clock,
    logger: options.logger,
    versions: options.versions,
    lengthBytes: options.lengthBytes,
    host: {
      accept,
      heartbeat: () => heartbeats,
      request(message, session) {
        schedule.catchUp();
        answer({ centre, keys, online }, message, session);
      },
    },
  });
  const centre = createCentre({
    world: createWorld({ agents, queues, ports, password }),
    schedule,
    random: createRandom(seed),
    callsPerHour,
    publish: sessions.publish,
  });
  bringToLife(centre);

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
    if (agent === undefined) return { services, online };
    const { agentId, extension, type } = agent.person;
    const supervises =
      type === AgentType.Supervisor ? services : services & ~ServiceMask.CTI_SERVICE_SUPERVISOR;
    const served = { agentId, extension, instrument: extension, state: agent.state };
    return { services: supervises, online, agent: served };
  }

  function run(): void {
    if (wanted && online && !closed) schedule.start();
    else schedule.stop();
  }

  function comeToLife(): void {
    if (options.alive !== false) wanted = true;
    run();
  }

  function attach(link: Link): void {
    if (closed) {
      link.abort();
      return;
    }
    sessions.serve(stall.wrap(link));
    comeToLife();
  }

  return {
    async listen({ host = '127.0.0.1', port = 42027 } = {}) {
      const listener = await listenTcp({ host, port, onLink: attach });
      listeners.push(listener);
      comeToLife();
      return { port: listener.port };
    },
    attach,
    async close() {
      closed = true;
      run();
      const stalled = stall.stalled;
      stall.resume();
      await Promise.all(listeners.splice(0).map((listener) => listener.close()));
      if (stalled) sessions.dropAll();
      else await sessions.closeAll();
    },
    start() {
      wanted = true;
      run();
    },
    stop() {
      wanted = false;
      run();
    },
    get sessions() {
      return sessions.infos;
    },
    truth() {
      schedule.catchUp();
      return truthOf(centre);
    },
    changeAgent(agentId, change) {
      const agent = centre.agents.get(agentId);
      if (agent === undefined) throw unknownName('agentId', agentId);
      const { firstName, lastName, csqIds, teamId } = change;
      if (firstName ?? lastName ?? csqIds) {
        const { kind, block } = changeAgentRecord(keys, agent, change);
        sessions.publishBlock(kind, block);
      }
      if (teamId === undefined) return;
      for (const event of moveToTeam(centre, agent, teamId))
        for (const session of sessions.open) session.publish(event);
    },
    changeQueue(csqId, change) {
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
      if (online === next) return;
      online = next;
      run();
      for (const session of sessions.open) session.publish(systemEvent());
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

  function systemEvent() {
    return {
      type: 'SYSTEM_EVENT',
      ccxStatus: online ? CCXStatus.CCX_IN_SERVICE : CCXStatus.CCX_OUT_OF_SERVICE,
      ccxTime: Math.floor(clock.now() / 1000),
      systemEventId: online ? SystemEventID.SYS_CCX_ONLINE : SystemEventID.SYS_CCX_OFFLINE,
      systemEventArg1: 0,
      systemEventArg2: 0,
      systemEventArg3: 0,
      eventDeviceType: DeviceType.DEVID_NONE,
    } as const;
  }
}

function unknownName(argument: string, value: string): CtiError {
  return new CtiError('INVALID_ARGUMENT', `${argument}: there is no ${value}`, { argument });
}
