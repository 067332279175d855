/**
 * The ways through the control port: what `rxcti/testing` offers in TypeScript, under the same names.
 * @module
 */

import type { AgentDriver } from '../drivers/agent-driver.ts';
import type { CallDriver } from '../drivers/call-driver.ts';
import { unknownArgument } from '../drivers/driver-requests.ts';
import type { Fault, FaultScope } from '../faults/scope.ts';
import type { Simulator } from '../node.ts';
import type { Bodies } from './schemas.ts';

/** What a control port drives: a simulator, or the node of a cluster that serves now. */
export interface ControlTarget {
  readonly master: Simulator;
  failover?(how?: { readonly forgetCallData?: boolean }): void;
}

/** A request that has been checked. */
export interface RouteRequest<Name extends BodyName = BodyName> {
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
  run(asked: RouteRequest): unknown;
}

/** Lasting faults by number. */
export interface FaultList {
  add(fault: Fault): { readonly fault: number };
  end(fault: number): boolean;
  endAll(): void;
}

function get(path: string, summary: string, run: (asked: RouteRequest) => unknown): Route {
  return { method: 'GET', path, summary, body: undefined, run };
}

function post<Name extends BodyName>(
  path: string,
  summary: string,
  body: Name,
  run: (asked: RouteRequest<Name>) => unknown,
  method: 'POST' | 'PATCH' = 'POST',
): Route {
  return { method, path, summary, body, run: (asked) => run(asked as unknown as RouteRequest<Name>) };
}

function remove(path: string, summary: string, run: (asked: RouteRequest) => unknown): Route {
  return { method: 'DELETE', path, summary, body: undefined, run };
}

/** Whose way it is. */
type Where = Pick<RouteRequest, 'simulator' | 'params'>;

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
  get('/snapshot', 'All that is true in the center now.', ({ simulator }) => simulator.snapshot()),
  get('/sessions', 'The open sessions.', ({ simulator }) => simulator.sessions),
  post('/load', 'Changes how much there is to do.', 'load', ({ simulator, body }) => simulator.setLoad(body)),
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
  get('/calls/{callId}', 'A call that is going on.', (asked) => callOf(asked).snapshot),
  post('/calls/{callId}/hangUp', 'The far end hangs up.', 'nothing', (asked) => callOf(asked).hangUp()),
  post('/calls/{callId}/setData', "A script changes the call's data.", 'callData', (asked) =>
    callOf(asked).setData(asked.body),
  ),
  post('/calls/{callId}/waitForStage', 'Waits until the call is at a stage.', 'becomesStage', (asked) =>
    callOf(asked).waitForStage(asked.body.stage, asked.body),
  ),
  post('/calls/{callId}/waitForEnd', 'Waits until the call is over.', 'wait', (asked) =>
    callOf(asked).waitForEnd(asked.body),
  ),
  post('/hangUp', 'A number leaves all its calls.', 'number', async ({ simulator, body }) => ({
    had: await simulator.hangUp(body.number),
  })),
  post('/reservations', 'Outbound preview: reserves a ready agent.', 'reservation', ({ simulator, body }) =>
    numberOf(simulator.reserve(body)),
  ),
];

const agents: readonly Route[] = [
  get('/agents/{agentId}', 'An agent now.', (asked) => agentOf(asked).snapshot),
  agent('login', 'Logs in.', 'nothing', (driver) => driver.login()),
  agent('logout', 'Logs out.', 'reason', (driver, { reason }) => driver.logout(reason)),
  agent('setReady', 'Takes routed calls.', 'nothing', (driver) => driver.setReady()),
  agent('setNotReady', 'Takes none.', 'reason', (driver, { reason }) => driver.setNotReady(reason)),
  agent('setWork', 'Will wrap up the call.', 'nothing', (driver) => driver.setWork()),
  agent('answer', 'Answers, as soon as the phone rings.', 'wait', (driver, body) =>
    numberOf(driver.answer(body)),
  ),
  agent('hangUp', 'Leaves the active call.', 'nothing', (driver) => driver.hangUp()),
  agent('hold', 'Holds the active call.', 'nothing', (driver) => driver.hold()),
  agent('retrieve', 'Takes the held call back.', 'nothing', (driver) => driver.retrieve()),
  agent('alternate', 'Swaps the active and the held call.', 'nothing', (driver) => driver.alternate()),
  agent('reconnect', 'Goes back to the held call.', 'nothing', (driver) => driver.reconnect()),
  agent('makeCall', 'Dials a number.', 'number', (driver, { number }) => numberOf(driver.makeCall(number))),
  agent('consult', 'Asks somebody about the call.', 'number', (driver, { number }) =>
    numberOf(driver.consult(number)),
  ),
  agent('transfer', 'Joins the parties of both calls and leaves.', 'nothing', (driver) => driver.transfer()),
  agent('transferTo', 'Transfers in a single step.', 'number', (driver, { number }) =>
    driver.transferTo(number),
  ),
  agent('conference', 'Joins both calls.', 'nothing', (driver) => driver.conference()),
  agent('sendDtmf', 'Sends tones.', 'digits', (driver, { digits }) => driver.sendDtmf(digits)),
  agent('setData', "Changes the call's data.", 'callData', (driver, body) => driver.setData(body)),
  agent('respondToPreview', 'Answers an outbound preview.', 'response', (driver, body) =>
    driver.respondToPreview(body.response),
  ),
  agent('bargeIn', "Joins an agent's call.", 'otherAgent', (driver, { agentId }) => driver.bargeIn(agentId)),
  agent('intercept', "Takes an agent's call over.", 'otherAgent', (driver, { agentId }) =>
    driver.intercept(agentId),
  ),
  agent('requestAssistance', 'Calls a supervisor.', 'nothing', (driver) => driver.requestAssistance()),
  agent('declareEmergency', 'Declares an emergency.', 'nothing', (driver) => driver.declareEmergency()),
  agent('setOutOfService', 'The phone goes out of service.', 'nothing', (driver) => driver.setOutOfService()),
  agent('setInService', 'The phone is back.', 'nothing', (driver) => driver.setInService()),
  agent('waitForCall', 'Waits until the phone rings.', 'wait', (driver, body) =>
    numberOf(driver.waitForCall(body)),
  ),
  agent('waitForState', 'Waits until the agent is in a state.', 'becomesState', (driver, body) =>
    driver.waitForState(body.state, body),
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
  post('/waitForSent', 'Waits until a client has sent a message.', 'waitForSent', ({ simulator, body }) => {
    const { name, fields, ...options } = body;
    return simulator.waitForSent(name, fields ?? {}, options);
  }),
  post(
    '/waitForReceived',
    'Waits until a client has received a message.',
    'waitForReceived',
    ({ simulator, body }) => {
      const { name, fields, ...options } = body;
      return simulator.waitForReceived(name, fields ?? {}, options);
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
    if (!list.end(Number(params.fault))) throw unknownArgument('fault', params.fault ?? '');
  }),
  // Also those of a node that has lost its mastership meanwhile.
  remove('/faults', 'Ends all faults.', ({ faults: list }) => list.endAll()),
  post('/role', 'Makes the node master or standby.', 'role', ({ simulator, body }) =>
    simulator.setRole(body.role),
  ),
  post('/failover', 'The other node of the cluster takes over.', 'failover', ({ target, body }) => {
    if (target.failover === undefined) throw unknownArgument('failover', 'second node');
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
