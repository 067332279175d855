/**
 * The routes of the control API. They have the names of the driver's methods.
 * @module
 */

import type { AgentDriver } from '../drivers/agent-driver.ts';
import type { CallDriver } from '../drivers/call-driver.ts';
import { unknownArgument } from '../drivers/driver-requests.ts';
import type { Fault, FaultScope } from '../faults/scope.ts';
import type { Simulator } from '../node.ts';
import type { FaultList } from './fault-list.ts';
import type { Bodies } from './schemas.ts';

/** What the control API drives: a simulator, or the master of a cluster. */
export interface ControlTarget {
  readonly master: Simulator;
  failover?(options?: { readonly forgetCallData?: boolean }): void;
}

/** A validated request. */
interface RouteRequest<Name extends BodyName = BodyName> {
  readonly target: ControlTarget;
  readonly simulator: Simulator;
  readonly faults: FaultList;
  /** Path parameters. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: Bodies[Name];
}

/** The name of a body's schema. */
type BodyName = keyof Bodies;

/** One route. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With `{name}` for parameters. */
  readonly path: string;
  readonly summary: string;
  /** undefined: no body. */
  readonly body: BodyName | undefined;
  /** Returns the response body; undefined: 204. */
  run(request: RouteRequest): unknown;
}

function get(path: string, summary: string, run: (request: RouteRequest) => unknown): Route {
  return { method: 'GET', path, summary, body: undefined, run };
}

function post<Name extends BodyName>(
  path: string,
  summary: string,
  body: Name,
  run: (request: RouteRequest<Name>) => unknown,
  method: 'POST' | 'PATCH' = 'POST',
): Route {
  return { method, path, summary, body, run: (request) => run(request as unknown as RouteRequest<Name>) };
}

function remove(path: string, summary: string, run: (request: RouteRequest) => unknown): Route {
  return { method: 'DELETE', path, summary, body: undefined, run };
}

/** The path of a request. */
type Target = Pick<RouteRequest, 'simulator' | 'params'>;

function agentOf({ simulator, params }: Target): AgentDriver {
  return simulator.agent(params.agentId ?? '');
}

const callOf = ({ simulator, params }: Target): CallDriver => simulator.call(Number(params.callId));

/** An action of an agent. */
function agent<Name extends BodyName>(
  action: string,
  summary: string,
  body: Name,
  run: (driver: AgentDriver, body: Bodies[Name]) => unknown,
): Route {
  return post(`/agents/{agentId}/${action}`, summary, body, (request) => run(agentOf(request), request.body));
}

/** A lasting fault. */
function fault<Name extends BodyName>(
  name: string,
  summary: string,
  body: Name,
  run: (simulator: Simulator, body: Bodies[Name]) => Fault,
): Route {
  const lasting = `${summary} Lasts until it is ended with DELETE /faults/{fault}.`;
  return post(`/faults/${name}`, lasting, body, ({ simulator, faults, body: request }) =>
    faults.add(run(simulator, request)),
  );
}

/** The response for a call: its CallID. */
const callIdOf = async (call: Promise<{ readonly callId: number }>) => ({ callId: (await call).callId });

const center: readonly Route[] = [
  get('/snapshot', 'All agents, queues and calls.', ({ simulator }) => simulator.snapshot()),
  get('/sessions', 'The open sessions.', ({ simulator }) => simulator.sessions),
  post('/load', 'Changes the load.', 'load', ({ simulator, body }) => simulator.setLoad(body)),
  post('/massLogin', 'Logs in many agents; responds after the last one.', 'massLogin', async (request) => ({
    agents: await request.simulator.massLogin(request.body),
  })),
  post('/clock/advance', 'Advances a manual clock.', 'advance', ({ simulator, body }) =>
    simulator.advance(body.ms),
  ),
  post('/clock/start', 'Starts center time.', 'nothing', ({ simulator }) => simulator.start()),
  post('/clock/stop', 'Stops center time.', 'nothing', ({ simulator }) => simulator.stop()),
];

const calls: readonly Route[] = [
  post('/calls', 'Starts an inbound call.', 'inboundCall', ({ simulator, body }) =>
    callIdOf(simulator.inboundCall(body)),
  ),
  get('/calls/{callId}', 'The state of a call.', (request) => callOf(request).snapshot),
  post('/calls/{callId}/hangUp', 'The far end hangs up.', 'nothing', (request) => callOf(request).hangUp()),
  post('/calls/{callId}/setData', 'Changes the call data.', 'callData', (request) =>
    callOf(request).setData(request.body),
  ),
  post('/calls/{callId}/waitForStage', 'Waits until the call is at a stage.', 'becomesStage', (request) =>
    callOf(request).waitForStage(request.body.stage, request.body),
  ),
  post('/calls/{callId}/waitForEnd', 'Waits until the call has ended.', 'wait', (request) =>
    callOf(request).waitForEnd(request.body),
  ),
  post('/hangUp', 'Hangs up all calls of a number.', 'number', async ({ simulator, body }) => ({
    found: await simulator.hangUp(body.number),
  })),
  post(
    '/reservations',
    'Reserves a ready agent for an outbound preview.',
    'reservation',
    ({ simulator, body }) => callIdOf(simulator.reserve(body)),
  ),
];

const agents: readonly Route[] = [
  get('/agents/{agentId}', 'The state of an agent.', (request) => agentOf(request).snapshot),
  agent('login', 'Logs in.', 'nothing', (driver) => driver.login()),
  agent('logout', 'Logs out.', 'reason', (driver, { reason }) => driver.logout(reason)),
  agent('setReady', 'Sets ready.', 'nothing', (driver) => driver.setReady()),
  agent('setNotReady', 'Sets not ready.', 'reason', (driver, { reason }) => driver.setNotReady(reason)),
  agent('setWork', 'Sets work (wrap-up) after the call.', 'nothing', (driver) => driver.setWork()),
  agent('answer', 'Waits until the phone rings, and answers.', 'wait', (driver, body) =>
    callIdOf(driver.answer(body)),
  ),
  agent('hangUp', 'Leaves the active call.', 'nothing', (driver) => driver.hangUp()),
  agent('hold', 'Holds the active call.', 'nothing', (driver) => driver.hold()),
  agent('retrieve', 'Retrieves the held call.', 'nothing', (driver) => driver.retrieve()),
  agent('alternate', 'Switches between the active and the held call.', 'nothing', (driver) =>
    driver.alternate(),
  ),
  agent('reconnect', 'Leaves the active call and retrieves the held one.', 'nothing', (driver) =>
    driver.reconnect(),
  ),
  agent('makeCall', 'Dials a number.', 'number', (driver, { number }) => callIdOf(driver.makeCall(number))),
  agent('consult', 'Starts a consult call.', 'number', (driver, { number }) =>
    callIdOf(driver.consult(number)),
  ),
  agent('transfer', 'Transfers the held call to the consulted party.', 'nothing', (driver) =>
    driver.transfer(),
  ),
  agent('transferTo', 'Single-step transfer.', 'number', (driver, { number }) => driver.transferTo(number)),
  agent('conference', 'Joins both calls into a conference.', 'nothing', (driver) => driver.conference()),
  agent('sendDtmf', 'Sends DTMF digits.', 'digits', (driver, { digits }) => driver.sendDtmf(digits)),
  agent('setData', 'Changes the data of the active call.', 'callData', (driver, body) =>
    driver.setData(body),
  ),
  agent('respondToPreview', 'Responds to an outbound preview.', 'response', (driver, body) =>
    driver.respondToPreview(body.response),
  ),
  agent('bargeIn', "Joins an agent's call.", 'otherAgent', (driver, { agentId }) => driver.bargeIn(agentId)),
  agent('intercept', "Takes over an agent's call.", 'otherAgent', (driver, { agentId }) =>
    driver.intercept(agentId),
  ),
  agent('requestAssistance', 'Requests assistance of a supervisor.', 'nothing', (driver) =>
    driver.requestAssistance(),
  ),
  agent('declareEmergency', 'Declares an emergency.', 'nothing', (driver) => driver.declareEmergency()),
  agent('setOutOfService', 'Takes the phone out of service.', 'nothing', (driver) =>
    driver.setOutOfService(),
  ),
  agent('setInService', 'Puts the phone back in service.', 'nothing', (driver) => driver.setInService()),
  agent('waitForCall', 'Waits until the phone rings.', 'wait', (driver, body) =>
    callIdOf(driver.waitForCall(body)),
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
    (request) => {
      const { agentId } = agentOf(request);
      const { competence, ...change } = request.body;
      if (competence === undefined) return request.simulator.changeAgent(agentId, change);
      const skills = new Map(Object.entries(competence).map(([csqId, level]) => [Number(csqId), level]));
      return request.simulator.changeAgent(agentId, { ...change, competence: skills });
    },
    'PATCH',
  ),
  remove('/agents/{agentId}', 'Removes an agent.', (request) =>
    request.simulator.removeAgent(agentOf(request).agentId),
  ),
  post('/queues', 'Adds a queue with an application and a trigger.', 'newQueue', ({ simulator, body }) =>
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
  post('/verify', 'Checks that clients have sent nothing unexpected.', 'nothing', ({ simulator }) =>
    simulator.verify(),
  ),
];

const faults: readonly Route[] = [
  post('/faults/dropLink', 'Resets links.', 'client', ({ simulator, body }) => simulator.dropLink(body)),
  fault('stall', 'Stops reading and writing.', 'nothing', (simulator) => simulator.stall()),
  fault('delay', 'Delays messages.', 'delay', (simulator, { ms, ...scope }) => simulator.delay(ms, scope)),
  fault('lose', 'Drops messages.', 'scope', (simulator, scope: FaultScope) => simulator.lose(scope)),
  fault('duplicate', 'Sends messages twice.', 'scope', (simulator, scope) => simulator.duplicate(scope)),
  fault('reorder', 'Reorders messages.', 'scope', (simulator, scope) => simulator.reorder(scope)),
  fault('corrupt', 'Corrupts messages.', 'corrupt', (simulator, { how, ...scope }) =>
    simulator.corrupt(how, scope),
  ),
  fault('splitFrames', 'Sends messages in chunks.', 'splitFrames', (simulator, { bytes, ...scope }) =>
    simulator.splitFrames(bytes, scope),
  ),
  fault('addUnknownFields', 'Adds an unknown field to messages.', 'scope', (simulator, scope) =>
    simulator.addUnknownFields(scope),
  ),
  post('/faults/sendUnknownMessage', 'Sends a message of an unknown type.', 'unknownMessage', (request) =>
    request.simulator.sendUnknownMessage(request.body.messageType),
  ),
  post('/faults/sendBytes', 'Sends bytes unchanged.', 'hex', ({ simulator, body }) =>
    simulator.sendBytes(Uint8Array.from(body.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))),
  ),
  post('/faults/sendFailure', 'Sends FAILURE_EVENT.', 'failure', ({ simulator, body }) =>
    simulator.sendFailure(body.status, body.text),
  ),
  fault('refuseOpen', 'Refuses every OPEN_REQ.', 'status', (simulator, body) =>
    simulator.refuseOpen(body.status),
  ),
  fault('failHeartbeats', 'Answers heartbeats with FAILURE_CONF.', 'status', (simulator, body) =>
    simulator.failHeartbeats(body.status),
  ),
  fault('goOffline', 'Takes CCX offline.', 'nothing', (simulator) => simulator.goOffline()),
  remove('/faults/{fault}', 'Ends a fault.', ({ faults: list, params }) => {
    if (!list.end(Number(params.fault))) throw unknownArgument('fault', params.fault ?? '');
  }),
  // Also those of a former master.
  remove('/faults', 'Ends all faults.', ({ faults: list }) => list.endAll()),
  post('/role', 'Sets the role of the node.', 'role', ({ simulator, body }) => simulator.setRole(body.role)),
  post('/failover', 'Makes the other node of the cluster master.', 'failover', ({ target, body }) => {
    if (target.failover === undefined) throw unknownArgument('failover', 'not a cluster');
    target.failover(body);
  }),
];

/** All routes. */
export const routes: readonly Route[] = [
  ...center,
  ...calls,
  ...agents,
  ...administration,
  ...dialogue,
  ...faults,
];
