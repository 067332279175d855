/**
 * Faults between CCX and its clients. A lasting fault ends with its `end()`, with `using`, or with `clearFaults()`.
 * @module
 */
import type { Clock, CtiMessage } from 'rxcti';
import type { HeartbeatAnswer } from 'rxcti/server';
import type { Random } from '../model/random.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { addUnknownField, type Corruption, corrupt, delay, duplicate, lose } from './message-faults.ts';
import {
  type Channel,
  createFaultPipeline,
  type FaultPipeline,
  type FaultStage,
  type MessageFault,
} from './pipeline.ts';
import { reorder } from './reorder.ts';
import { checkNumber, createFault, type Fault, type FaultScope } from './scope.ts';
import type { Stall } from './stall.ts';

/** Faults that a test can cause at one node. */
export interface Faults {
  /** Resets every link, or that of one client. */
  dropLink(whose?: Pick<FaultScope, 'client'>): void;
  /** Stops reading and writing without closing connections. */
  stall(): Fault;
  /** Delays messages (default: all). Events may overtake delayed confirmations. */
  delay(ms: number, scope?: FaultScope): Fault;
  /** Drops messages (default: confirmations). */
  lose(scope?: FaultScope): Fault;
  /** Sends messages twice (default: events). */
  duplicate(scope?: FaultScope): Fault;
  /** Reorders messages sent in one turn, within what the protocol allows. */
  reorder(scope?: FaultScope): Fault;
  /** Corrupts the body or the length of messages (default: the next one). */
  corrupt(how?: Corruption, scope?: FaultScope): Fault;
  /** Sends messages (default: all) in chunks of this size. */
  splitFrames(bytes: number, scope?: FaultScope): Fault;
  /** Adds a floating field with an unknown tag to messages (default: all that have floating fields). */
  addUnknownFields(scope?: FaultScope): Fault;
  /** Sends a message of an unknown type (default 9999) to every open session. */
  sendUnknownMessage(messageType?: number): void;
  /** Sends bytes unchanged to every open session. */
  sendBytes(bytes: Uint8Array): void;
  /** Sends FAILURE_EVENT with this ErrorStatus to every open session. */
  sendFailure(status: number, text?: string): void;
  /** Refuses every OPEN_REQ with this ErrorStatus. */
  refuseOpen(status: number): Fault;
  /** Answers heartbeats with FAILURE_CONF and this ErrorStatus. */
  failHeartbeats(status: number): Fault;
  /** Sends SYSTEM_EVENT 4 (CCX offline) to all clients and pauses center time. */
  goOffline(): Fault;
  /** Ends all lasting faults. */
  clearFaults(): void;
}

/** The faults of a node and their current effects. */
interface NodeFaults {
  readonly api: Faults;
  /** The ErrorStatus for every OPEN_REQ, if any. */
  readonly refusal: number | undefined;
  readonly heartbeat: HeartbeatAnswer;
  readonly deliver: FaultPipeline['deliver'];
}

/** What the faults of a node act on. */
interface FaultsOptions {
  readonly clock: Clock;
  readonly stall: Stall;
  readonly random: Random;
  readonly sessions: Sessions;
  readonly lengthBytes: 1 | 2;
  setOnline(online: boolean): void;
  /** Called when a message was sent completely. */
  sent(message: CtiMessage, channel: Channel): void;
}

/** Creates the faults of a node; none is active. */
export function createFaults(options: FaultsOptions): NodeFaults {
  const { clock, stall, random, sessions, lengthBytes } = options;
  const pipeline = createFaultPipeline(clock, options.sent);
  const active = new Set<Fault>();
  let refusal: number | undefined;
  let heartbeat: HeartbeatAnswer = 'confirm';

  function lastingFault(ended: () => void): Fault {
    const fault = createFault(() => {
      active.delete(fault);
      ended();
    });
    active.add(fault);
    return fault;
  }

  function addToPipeline(stage: FaultStage, messageFault: MessageFault, scope: FaultScope): Fault {
    const { count } = scope;
    if (count !== undefined) checkNumber('count', count, 1);
    const fault = pipeline.add(stage, scope, messageFault, () => active.delete(fault));
    active.add(fault);
    return fault;
  }

  const onDemand: Faults = {
    dropLink: ({ client } = {}) => (client === undefined ? sessions.dropAll() : sessions.drop(client)),
    stall() {
      stall.stall();
      return lastingFault(stall.resume);
    },
    delay: (ms, scope = {}) => addToPipeline('delay', delay(clock, checkNumber('ms', ms, 0, false)), scope),
    lose: (scope = {}) => addToPipeline('lose', lose, { messages: 'confirmations', ...scope }),
    duplicate: (scope = {}) => addToPipeline('duplicate', duplicate, { messages: 'events', ...scope }),
    reorder: (scope = {}) => addToPipeline('reorder', reorder(random), scope),
    corrupt: (how = 'body', scope = {}) => addToPipeline('corrupt', corrupt(how), { count: 1, ...scope }),
    splitFrames: (bytes, scope = {}) =>
      addToPipeline('split', pipeline.split(checkNumber('bytes', bytes, 1)), scope),
    addUnknownFields: (scope = {}) => addToPipeline('unknown', addUnknownField(lengthBytes), scope),
    sendUnknownMessage(messageType = 9999) {
      const frame = new Uint8Array(12);
      new DataView(frame.buffer).setUint32(0, 4);
      new DataView(frame.buffer).setUint32(4, messageType);
      sessions.sendRaw(frame);
    },
    sendBytes: sessions.sendRaw,
    sendFailure(status, text) {
      const event = { type: 'FAILURE_EVENT', status, ...(text === undefined ? {} : { text }) } as const;
      for (const session of sessions.open) session.publish(event);
    },
    refuseOpen(status) {
      refusal = status;
      return lastingFault(() => {
        refusal = undefined;
      });
    },
    failHeartbeats(status) {
      heartbeat = { status };
      return lastingFault(() => {
        heartbeat = 'confirm';
      });
    },
    goOffline() {
      options.setOnline(false);
      return lastingFault(() => options.setOnline(true));
    },
    clearFaults() {
      for (const fault of [...active]) fault.end();
    },
  };
  return {
    api: onDemand,
    get refusal() {
      return refusal;
    },
    get heartbeat() {
      return heartbeat;
    },
    deliver: pipeline.deliver,
  };
}
