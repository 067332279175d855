/**
 * One node of a contact center: it decides who may open a session, and joins the rooms.
 * @module
 */

import type { Link } from 'rxcti';
import { systemClock } from 'rxcti';
import type { OpenReq } from 'rxcti/protocol';
import { AgentType, ErrorStatus, ServiceMask } from 'rxcti/protocol';
import { type Grant, modeOf, type Refusal } from 'rxcti/server';
import type { TcpListener } from 'rxcti/tcp';
import { listen } from 'rxcti/tcp';
import type { Agent } from './center/agents.ts';
import { createAdministration } from './driving/administration.ts';
import { createDialogue } from './driving/dialogue.ts';
import { createDriving, setInService } from './driving/driving.ts';
import { createFaults } from './faults/faults.ts';
import type { Stall } from './faults/stall.ts';
import type { House } from './house.ts';
import { createLostClients } from './life/lost-clients.ts';
import type { SimulatorOptions } from './options.ts';
import { findAgent } from './requests/agent-requests.ts';
import { createOutbox } from './requests/outbox.ts';
import { answer } from './requests/requests.ts';
import { createSessions } from './sessions.ts';
import type { Simulator } from './simulator.ts';
import { type Moment, tellInService, tellOnline } from './telling/system-events.ts';
import { truthOf } from './truth.ts';

const allServices = Object.values(ServiceMask).reduce((mask, bit) => mask | bit, 0);

/** Makes a node that serves a center, alone or beside others. */
export function createNode(options: SimulatorOptions, house: House, stall: Stall): Simulator {
  const { services = allServices, lengthBytes = 1 } = options;
  let { role = 'master' } = options;
  let closed = false;
  const listeners: TcpListener[] = [];

  const { clock } = stall;
  const { center, schedule, keys, waits, callers } = house;
  const dialogue = createDialogue(waits, options.unexpected ?? 'breach');
  const outbox = createOutbox(clock);
  const lostClients = createLostClients(center, clock, options.lostClientSeconds);
  const sessions = createSessions({
    clock,
    outbox,
    lost: lostClients.lost,
    lengthBytes,
    logger: options.logger,
    versions: options.versions,
    deliver: (frame, message, session, link) => faults.deliver({ frame, message }, { session, link }),
    host: {
      accept,
      received: dialogue.sent,
      violation: dialogue.violation,
      heartbeat: () => faults.heartbeat,
      request(message, session) {
        schedule.catchUp();
        const { online, startedAtMs } = house;
        answer({ center, keys, outbox, online, startedAtMs }, message, session);
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
    arrived: (message, { session }) => dialogue.received(message, session),
  });
  house.nodes.add(sessions);

  const moment = (): Moment => ({ online: house.online, nowMs: clock.now() });

  function accept(open: OpenReq): Grant | Refusal {
    if (faults.refusal !== undefined) return { status: faults.refusal };
    if (role === 'standby') {
      return { status: ErrorStatus.E_CTI_SERVER_NOT_MASTER, text: 'this node is on standby' };
    }
    const mode = modeOf(open.servicesRequested & services);
    const agent = mode === 'agent' ? findAgent(center, open) : undefined;
    if (mode === 'agent' && agent === undefined) {
      const text = 'there is no agent with this id, extension and instrument';
      return { status: ErrorStatus.E_CTI_INVALID_AGENT_DATA, text };
    }
    if (agent !== undefined && isTaken(agent)) {
      return { status: ErrorStatus.E_CTI_DEVICE_IN_USE, text: "the phone is another client's" };
    }
    sessions.replace(open.clientId, agent?.person.agentId);
    if (agent === undefined) return { services, online: house.online };
    const { agentId, extension, type } = agent.person;
    const supervises =
      type === AgentType.Supervisor ? services : services & ~ServiceMask.CTI_SERVICE_SUPERVISOR;
    const served = { agentId, extension, instrument: extension, state: agent.state };
    return { services: supervises, online: house.online, agent: served };
  }

  /** Whether another agent's client has the phone. */
  function isTaken(agent: Agent): boolean {
    const owners = center.phones.get(agent.person.extension) ?? [];
    return owners.some((owner) => owner !== agent && sessions.attends(owner.person.agentId));
  }

  function setOnline(online: boolean): void {
    if (house.online === online) return;
    house.online = online;
    house.run();
    tellOnline(center, moment());
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
    lostClients.stop();
    house.nodes.delete(sessions);
    house.run();
    const { stalled } = stall;
    faults.onDemand.heal();
    await Promise.all(listeners.splice(0).map((listener) => listener.close()));
    if (stalled) sessions.dropAll();
    else await sessions.closeAll();
    dialogue.verify();
  }

  const { waitSent, waitReceived, verify } = dialogue;
  return {
    ...createDriving({
      center,
      waits,
      callers,
      clock: options.clock ?? systemClock,
      setInService(agent, inService) {
        if (agent.inService !== inService) tellInService(center, moment(), agent, inService);
        setInService(center, agent, inService);
      },
    }),
    ...createAdministration(house, options.password ?? '12345'),
    ...faults.onDemand,
    waitSent,
    waitReceived,
    verify,
    async listen({ host = '127.0.0.1', port = 42027 } = {}) {
      const listener = await listen({ host, port, onLink: attach });
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
      return truthOf(center);
    },
    setRole(next) {
      role = next;
      if (role === 'standby') sessions.dropAll();
    },
  };
}
