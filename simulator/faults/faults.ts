/**
 * What can go wrong between a CCX and its clients, on demand. A fault that lasts is ended by its own `end()`, by `using`,
 * or with all others by `heal()`.
 * @module
 */
import type { Clock, CtiMessage } from 'rxcti';
import type { HeartbeatAnswer } from 'rxcti/server';
import type { Random } from '../center/random.ts';
import type { Sessions } from '../sessions.ts';
import { createLines, type Line, type Lines, type Stage, type Step } from './line.ts';
import { reorder } from './reorder.ts';
import { checked, createFault, type Fault, type FaultScope } from './scope.ts';
import type { Stall } from './stall.ts';
import { addUnknownField, type Corruption, corrupt, delay, duplicate, lose } from './steps.ts';

/** Faults of one node. */
export interface Faults {
  /** Resets every link, or that of one client. */
  dropLink(whose?: Pick<FaultScope, 'client'>): void;
  /** Hangs: neither reads nor writes, keeps every connection. */
  stall(): Fault;
  /** Messages (default: all) arrive so many milliseconds later. Delayed confirmations are overtaken by events. */
  delay(ms: number, scope?: FaultScope): Fault;
  /** Messages (default: confirmations) never arrive. */
  lose(scope?: FaultScope): Fault;
  /** Messages (default: events) arrive twice. */
  duplicate(scope?: FaultScope): Fault;
  /** What is sent in one turn arrives in another order, as far as the protocol promises none. */
  reorder(scope?: FaultScope): Fault;
  /** Messages (default: the next one) arrive with a body that makes no sense, or with a length that cannot be. */
  corrupt(how?: Corruption, scope?: FaultScope): Fault;
  /** Messages (default: all) arrive in pieces of so many bytes. */
  splitFrames(bytes: number, scope?: FaultScope): Fault;
  /** Messages (default: all that have floating fields) have one with a tag that no client knows. */
  addUnknownFields(scope?: FaultScope): Fault;
  /** Sends a message of a type that no client knows to every open session. */
  sendUnknownMessage(messageType?: number): void;
  /** Sends bytes as they are to every open session. */
  sendBytes(bytes: Uint8Array): void;
  /** Sends FAILURE_EVENT with this ErrorStatus to every open session. */
  sendFailure(status: number, text?: string): void;
  /** Refuses each OPEN_REQ with this ErrorStatus. */
  refuseOpen(status: number): Fault;
  /** Answers heartbeats with FAILURE_CONF, as a server does that is offline. */
  failHeartbeats(status: number): Fault;
  /** Tells all clients with SYSTEM_EVENT 4 that CCX is offline; the center stands still until it is over. */
  goOffline(): Fault;
  /** Ends all faults that last. */
  heal(): void;
}

/** The faults of a node, and what it needs to know of them. */
export interface NodeFaults {
  readonly onDemand: Faults;
  /** An ErrorStatus for every OPEN_REQ. */
  readonly refusal: number | undefined;
  readonly heartbeat: HeartbeatAnswer;
  readonly deliver: Lines['deliver'];
}

/** What faults are made from. */
export interface FaultsParts {
  readonly clock: Clock;
  readonly stall: Stall;
  readonly random: Random;
  readonly sessions: Sessions;
  readonly lengthBytes: 1 | 2;
  setOnline(online: boolean): void;
  /** A message is on the link as a whole. */
  arrived(message: CtiMessage, line: Line): void;
}

/** Makes the faults of a node; none is active. */
export function createFaults(parts: FaultsParts): NodeFaults {
  const { clock, stall, random, sessions, lengthBytes } = parts;
  const lines = createLines(clock, parts.arrived);
  const active = new Set<Fault>();
  let refusal: number | undefined;
  let heartbeat: HeartbeatAnswer = 'confirm';

  function lasting(ended: () => void): Fault {
    const fault = createFault(() => {
      active.delete(fault);
      ended();
    });
    active.add(fault);
    return fault;
  }

  function onLines(stage: Stage, step: Step, scope: FaultScope): Fault {
    const { count } = scope;
    if (count !== undefined) checked('count', count, 1);
    const fault = lines.put(stage, scope, step, () => active.delete(fault));
    active.add(fault);
    return fault;
  }

  const onDemand: Faults = {
    dropLink: ({ client } = {}) => (client === undefined ? sessions.dropAll() : sessions.drop(client)),
    stall() {
      stall.stall();
      return lasting(stall.resume);
    },
    delay: (ms, scope = {}) => onLines('delay', delay(clock, checked('ms', ms, 0, false)), scope),
    lose: (scope = {}) => onLines('lose', lose, { messages: 'confirmations', ...scope }),
    duplicate: (scope = {}) => onLines('duplicate', duplicate, { messages: 'events', ...scope }),
    reorder: (scope = {}) => onLines('reorder', reorder(random), scope),
    corrupt: (how = 'body', scope = {}) => onLines('corrupt', corrupt(how), { count: 1, ...scope }),
    splitFrames: (bytes, scope = {}) => onLines('split', lines.split(checked('bytes', bytes, 1)), scope),
    addUnknownFields: (scope = {}) => onLines('unknown', addUnknownField(lengthBytes), scope),
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
      return lasting(() => {
        refusal = undefined;
      });
    },
    failHeartbeats(status) {
      heartbeat = { status };
      return lasting(() => {
        heartbeat = 'confirm';
      });
    },
    goOffline() {
      parts.setOnline(false);
      return lasting(() => parts.setOnline(true));
    },
    heal() {
      for (const fault of [...active]) fault.end();
    },
  };
  return {
    onDemand,
    get refusal() {
      return refusal;
    },
    get heartbeat() {
      return heartbeat;
    },
    deliver: lines.deliver,
  };
}
