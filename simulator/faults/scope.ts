/**
 * What a fault concerns, and for how long.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import { CtiError } from 'rxcti';
import type { ServerSession } from 'rxcti/server';
import type { MessageName } from '../driving/dialogue.ts';

/** Which messages to which client a fault concerns. */
export interface FaultScope {
  /** ClientID or agent id of a client. Default: every client. */
  readonly client?: string;
  /** Kinds of messages, or names. Default: see each fault. */
  readonly messages?: 'all' | 'events' | 'confirmations' | readonly MessageName[];
  /** After so many messages the fault is over. Default: it lasts until it is ended. */
  readonly count?: number;
}

/**
 * A fault that lasts until it is ended.
 *
 * @example
 * ```ts
 * import { createSimulator } from '@rxcti/simulator';
 *
 * const simulator = createSimulator();
 * {
 *   using slow = simulator.delay(2_000, { messages: 'confirmations' });
 *   console.log(slow.active); // ... and over at the end of the block
 * }
 * await simulator.close();
 * ```
 */
export interface Fault {
  readonly active: boolean;
  /** Ends the fault; what it has held back goes out. */
  end(): void;
  [Symbol.dispose](): void;
}

/** Makes a lasting fault. */
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

/** Whether a message to a session is in the scope. */
export function isConcerned(scope: FaultScope, message: CtiMessage, { granted }: ServerSession): boolean {
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

/** A number that makes sense, or the error that says what would. */
export function checked(argument: string, value: number, low: number, whole = true): number {
  if (value >= low && value < Infinity && (!whole || Number.isInteger(value))) return value;
  const kind = whole ? 'a whole number' : 'a number';
  throw new CtiError('INVALID_ARGUMENT', `${argument} must be ${kind} from ${low} on, not ${value}`, {
    argument,
  });
}
