/**
 * The ways through the control port: what `@rxcti/simulator` offers in TypeScript, under the same names.
 * @module
 */
import type { AgentDriver } from '../driving/agent-driver.ts';
import type { CallDriver } from '../driving/call-driver.ts';
import { unknownName } from '../driving/hand.ts';
import type { Fault, FaultScope } from '../faults/scope.ts';
import type { Simulator } from '../simulator.ts';
import type { Bodies } from './bodies.ts';

/** What a control port drives: a simulator, or the node of a cluster that serves now. */
export interface ControlTarget {
  readonly master: Simulator;
  failover?(how?: { readonly forgetCallData?: boolean }): void;
}

/** A request that has been checked. */
export interface Asked<Name extends BodyName = BodyName> {
  readonly target: ControlTarget;
  readonly simulator: Simulator;
  readonly faults: FaultList;
  /** The parts of the path in braces. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: Bodies[Name];
}

/** The name of a body's schema. */
export type BodyName = keyof Bodies;

/** One way. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With `{name}` for parts that vary. */
  readonly path: string;
  readonly summary: string;
  /** Undefined: there is none. */
  readonly body: BodyName | undefined;
  /** What is answered; nothing: 204. */
  run(asked: Asked): unknown;
}

/** Lasting faults by number. */
export interface FaultList {
  add(fault: Fault): { readonly fault: number };
  end(fault: number): boolean;
  endAll(): void;
}

function get(path: string, summary: string, run: (asked: Asked) => unknown): Route {
  return { method: 'GET', path, summary, body: undefined, run };
}

function post<Name extends BodyName>(
  path: string,
  summary: string,
  body: Name,
  run: (asked: Asked<Name>) => unknown,
  method: 'POST' | 'PATCH' = 'POST',
): Route {
  return { method, path, summary, body, run: (asked) => run(asked as unknown as Asked<Name>) };
}

function remove(path: string, summary: string, run: (asked: Asked) => unknown): Route {
  return { method: 'DELETE', path, summary, body: undefined, run };
}

/** Whose way it is. */
type Where = Pick<Asked, 'simulator' | 'params'>;

function agentOf({ simulator, params }: Where): AgentDriver {
  return simulator.agent(params.agentId ?? '');
}

const callOf = ({ simulator, params }: Where): CallDriver => simulator.call(Number(params.callId));

/** An action of an agent. */
function agent<Name extends BodyName>(
  action: string,
  summary: string,
  body: Name,
  run: (driver: AgentDriver, body: Bodies[Name]) => unknown,
): Route {
  return post(`/agents/{agentId}/${action}`, summary, body, (asked) => run(agentOf(asked), asked.body));
}

/** A fault that lasts. */
function fault<Name extends BodyName>(
  name: string,
  summary: string,
  body: Name,
  run: (simulator: Simulator, body: Bodies[Name]) => Fault,
): Route {
  const lasting = `${summary} Lasts until it is ended; gives its number.`;
  return post(`/faults/${name}`, lasting, body, ({ simulator, faults, body: asked }) =>
    faults.add(run(simulator, asked)),
  );
}

/** Call drivers are told by their number. */
const numberOf = async (call: Promise<{ readonly callId: number }>) => ({ callId: (await call).callId });

const center: readonly Route[] = [
  get('/truth', 'All that is true in the center now.', ({ simulator }) => simulator.truth()),
  get('/sessions', 'The open sessions.', ({ simulator }) => simulator.sessions),
  post('/load', 'Changes how much there is to do.', 'load', ({ simulator, body }) => simulator.load(body)),
  post(
    '/massLogin',
    'Many agents log in; gives their number when the last is there.',
    'massLogin',
    async (asked) => ({
      agents: await asked.simulator.massLogin(asked.body),
    }),
  ),
  post(
    '/clock/advance',
    'Lets time pass on a clock that is moved by hand.',
    'advance',
    ({ simulator, body }) => simulator.advance(body.ms),
  ),
  post('/clock/start', 'Lets the center live.', 'nothing', ({ simulator }) => simulator.start()),
  post('/clock/stop', 'Lets the center stand still.', 'nothing', ({ simulator }) => simulator.stop()),
];

const calls: readonly Route[] = [
  post('/calls', 'A customer calls.', 'inboundCall', ({ simulator, body }) =>
    numberOf(simulator.inboundCall(body)),
  ),
  get('/calls/{callId}', 'A call that is going on.', (asked) => callOf(asked).truth),
  post('/calls/{callId}/hangsUp', 'The far end hangs up.', 'nothing', (asked) => callOf(asked).hangsUp()),
  post('/calls/{callId}/setsData', "A script changes the call's data.", 'callData', (asked) =>
    callOf(asked).setsData(asked.body),
  ),
  post('/calls/{callId}/becomes', 'Waits until the call is at a stage.', 'becomesStage', (asked) =>
    callOf(asked).becomes(asked.body.stage, asked.body),
  ),
  post('/calls/{callId}/ends', 'Waits until the call is over.', 'wait', (asked) =>
    callOf(asked).ends(asked.body),
  ),
  post('/hangUp', 'A number leaves all its calls.', 'number', async ({ simulator, body }) => ({
    had: await simulator.hangUp(body.number),
  })),
  post('/reservations', 'Outbound preview: reserves a ready agent.', 'reservation', ({ simulator, body }) =>
    numberOf(simulator.reserve(body)),
  ),
];

const agents: readonly Route[] = [
  get('/agents/{agentId}', 'An agent now.', (asked) => agentOf(asked).truth),
  agent('logsIn', 'Logs in.', 'nothing', (driver) => driver.logsIn()),
  agent('logsOut', 'Logs out.', 'reason', (driver, { reason }) => driver.logsOut(reason)),
  agent('goesReady', 'Takes routed calls.', 'nothing', (driver) => driver.goesReady()),
  agent('goesNotReady', 'Takes none.', 'reason', (driver, { reason }) => driver.goesNotReady(reason)),
  agent('wrapsUp', 'Will wrap up the call.', 'nothing', (driver) => driver.wrapsUp()),
  agent('answers', 'Answers, as soon as the phone rings.', 'wait', (driver, body) =>
    numberOf(driver.answers(body)),
  ),
  agent('hangsUp', 'Leaves the active call.', 'nothing', (driver) => driver.hangsUp()),
  agent('holds', 'Holds the active call.', 'nothing', (driver) => driver.holds()),
  agent('retrieves', 'Takes the held call back.', 'nothing', (driver) => driver.retrieves()),
  agent('alternates', 'Swaps the active and the held call.', 'nothing', (driver) => driver.alternates()),
  agent('reconnects', 'Goes back to the held call.', 'nothing', (driver) => driver.reconnects()),
  agent('calls', 'Dials a number.', 'number', (driver, { number }) => numberOf(driver.calls(number))),
  agent('consults', 'Asks somebody about the call.', 'number', (driver, { number }) =>
    numberOf(driver.consults(number)),
  ),
  agent('transfers', 'Joins the parties of both calls and leaves.', 'nothing', (driver) =>
    driver.transfers(),
  ),
  agent('transfersTo', 'Transfers in a single step.', 'number', (driver, { number }) =>
    driver.transfersTo(number),
  ),
  agent('conferences', 'Joins both calls.', 'nothing', (driver) => driver.conferences()),
  agent('sendsTones', 'Sends tones.', 'digits', (driver, { digits }) => driver.sendsTones(digits)),
  agent('setsData', "Changes the call's data.", 'callData', (driver, body) => driver.setsData(body)),
  agent('responds', 'Answers an outbound preview.', 'response', (driver, body) =>
    driver.responds(body.response),
  ),
  agent('bargesIn', "Joins an agent's call.", 'otherAgent', (driver, { agentId }) =>
    driver.bargesIn(agentId),
  ),
  agent('intercepts', "Takes an agent's call over.", 'otherAgent', (driver, { agentId }) =>
    driver.intercepts(agentId),
  ),
  agent('asksSupervisor', 'Calls a supervisor.', 'nothing', (driver) => driver.asksSupervisor()),
  agent('declaresEmergency', 'Declares an emergency.', 'nothing', (driver) => driver.declaresEmergency()),
  agent('deviceDown', 'The phone goes out of service.', 'nothing', (driver) => driver.deviceDown()),
  agent('deviceUp', 'The phone is back.', 'nothing', (driver) => driver.deviceUp()),
  agent('rings', 'Waits until the phone rings.', 'wait', (driver, body) => numberOf(driver.rings(body))),
  agent('becomes', 'Waits until the agent is in a state.', 'becomesState', (driver, body) =>
    driver.becomes(body.state, body),
  ),
];

const administration: readonly Route[] = [
  post('/agents', 'Adds an agent.', 'newAgent', ({ simulator, body }) => simulator.addAgent(body)),
  post(
    '/agents/{agentId}',
    "Changes an agent's record.",
    'agentChange',
    (asked) => {
      const { agentId } = agentOf(asked);
      const { competence, ...change } = asked.body;
      if (competence === undefined) return asked.simulator.changeAgent(agentId, change);
      const skills = new Map(Object.entries(competence).map(([csqId, level]) => [Number(csqId), level]));
      return asked.simulator.changeAgent(agentId, { ...change, competence: skills });
    },
    'PATCH',
  ),
  remove('/agents/{agentId}', 'Removes an agent.', (asked) =>
    asked.simulator.removeAgent(agentOf(asked).agentId),
  ),
  post('/queues', 'Adds a queue and what feeds it.', 'newQueue', ({ simulator, body }) =>
    simulator.addQueue(body),
  ),
  post(
    '/queues/{csqId}',
    "Changes a queue's record.",
    'queueChange',
    ({ simulator, params, body }) => simulator.changeQueue(Number(params.csqId), body),
    'PATCH',
  ),
  remove('/queues/{csqId}', 'Removes a queue.', ({ simulator, params }) =>
    simulator.removeQueue(Number(params.csqId)),
  ),
];

const dialogue: readonly Route[] = [
  post('/waitSent', 'Waits until a client has sent a message.', 'waitSent', ({ simulator, body }) => {
    const { name, like, ...options } = body;
    return simulator.waitSent(name, like ?? {}, options);
  }),
  post(
    '/waitReceived',
    'Waits until a client has received a message.',
    'waitReceived',
    ({ simulator, body }) => {
      const { name, like, ...options } = body;
      return simulator.waitReceived(name, like ?? {}, options);
    },
  ),
  post('/verify', 'Whether clients have sent only what was expected.', 'nothing', ({ simulator }) =>
    simulator.verify(),
  ),
];

const faults: readonly Route[] = [
  post('/faults/dropLink', 'Resets links.', 'client', ({ simulator, body }) => simulator.dropLink(body)),
  fault('stall', 'Hangs.', 'nothing', (simulator) => simulator.stall()),
  fault('delay', 'Messages arrive later.', 'delay', (simulator, { ms, ...scope }) =>
    simulator.delay(ms, scope),
  ),
  fault('lose', 'Messages never arrive.', 'scope', (simulator, scope: FaultScope) => simulator.lose(scope)),
  fault('duplicate', 'Messages arrive twice.', 'scope', (simulator, scope) => simulator.duplicate(scope)),
  fault('reorder', 'Messages arrive in another order.', 'scope', (simulator, scope) =>
    simulator.reorder(scope),
  ),
  fault('corrupt', 'Messages arrive spoilt.', 'corrupt', (simulator, { how, ...scope }) =>
    simulator.corrupt(how, scope),
  ),
  fault('splitFrames', 'Messages arrive in pieces.', 'splitFrames', (simulator, { bytes, ...scope }) =>
    simulator.splitFrames(bytes, scope),
  ),
  fault('addUnknownFields', 'Messages have an unknown field.', 'scope', (simulator, scope) =>
    simulator.addUnknownFields(scope),
  ),
  post('/faults/sendUnknownMessage', 'Sends a message of an unknown type.', 'unknownMessage', (asked) =>
    asked.simulator.sendUnknownMessage(asked.body.messageType),
  ),
  post('/faults/sendBytes', 'Sends bytes as they are.', 'hex', ({ simulator, body }) =>
    simulator.sendBytes(Uint8Array.from(body.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))),
  ),
  post('/faults/sendFailure', 'Sends FAILURE_EVENT.', 'failure', ({ simulator, body }) =>
    simulator.sendFailure(body.status, body.text),
  ),
  fault('refuseOpen', 'Refuses each OPEN_REQ.', 'status', (simulator, body) =>
    simulator.refuseOpen(body.status),
  ),
  fault('failHeartbeats', 'Answers heartbeats with FAILURE_CONF.', 'status', (simulator, body) =>
    simulator.failHeartbeats(body.status),
  ),
  fault('goOffline', 'CCX goes offline.', 'nothing', (simulator) => simulator.goOffline()),
  remove('/faults/{fault}', 'Ends a fault.', ({ faults: list, params }) => {
    if (!list.end(Number(params.fault))) throw unknownName('fault', params.fault ?? '');
  }),
  // Also those of a node that has lost its mastership meanwhile.
  remove('/faults', 'Ends all faults.', ({ faults: list }) => list.endAll()),
  post('/role', 'Makes the node master or standby.', 'role', ({ simulator, body }) =>
    simulator.setRole(body.role),
  ),
  post('/failover', 'The other node of the cluster takes over.', 'failover', ({ target, body }) => {
    if (target.failover === undefined) throw unknownName('failover', 'second node');
    target.failover(body);
  }),
];

/** All ways. */
export const routes: readonly Route[] = [
  ...center,
  ...calls,
  ...agents,
  ...administration,
  ...dialogue,
  ...faults,
];
