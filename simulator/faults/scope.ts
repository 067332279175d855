/**
 * The scope and duration of faults.
 * @module
 */
import { CtiError, type CtiMessage } from 'rxcti';
import type { ServerSession } from 'rxcti/server';

/** The name of a message type. */
export type MessageName = Exclude<CtiMessage['type'], 'UNKNOWN'>;

/** The messages and clients that a fault applies to. */
export interface FaultScope {
  /** ClientID or agent id of a client. Default: every client. */
  readonly client?: string;
  /** Kind or names of messages. Default: see each fault. */
  readonly messages?: 'all' | 'events' | 'confirmations' | readonly MessageName[];
  /** Number of messages after which the fault ends. Default: unlimited. */
  readonly count?: number;
}

/**
 * A lasting fault.
 *
 * @example
 * ```ts
 * import { createSimulator } from '@rxcti/simulator';
 *
 * const simulator = createSimulator();
 * {
 *   using slow = simulator.delay(2_000, { messages: 'confirmations' });
 *   console.log(slow.active); // ends with the block
 * }
 * await simulator.close();
 * ```
 */
export interface Fault {
  readonly active: boolean;
  /** Ends the fault and sends the messages that it holds. */
  end(): void;
  [Symbol.dispose](): void;
}

/** Creates a lasting fault. */
export function createFault(ended: () => void): Fault {
  let active = true;
  const end = (): void => {
    if (!active) return;
    active = false;
    ended();
  };
  return {
    get active() {
      return active;
    },
    end,
    [Symbol.dispose]: end,
  };
}

/** Whether a message to a session is in scope. */
export function isInScope(scope: FaultScope, message: CtiMessage, { granted }: ServerSession): boolean {
  const { client, messages = 'all' } = scope;
  if (client !== undefined && granted?.clientId !== client && granted?.agentId !== client) return false;
  switch (messages) {
    case 'all':
      return true;
    case 'events':
      return message.type.endsWith('_EVENT');
    case 'confirmations':
      return message.type.endsWith('_CONF');
    default:
      return messages.some((name) => name === message.type);
  }
}

/** Returns the value. @throws {CtiError} `INVALID_ARGUMENT` if it is out of range. */
export function checkNumber(argument: string, value: number, low: number, whole = true): number {
  if (value >= low && value < Infinity && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? 'a whole number' : 'a number';
  throw new CtiError('INVALID_ARGUMENT', `${argument} must be ${kind} of at least ${low}, not ${value}`, {
    argument,
  });
}
