/**
 * Records the messages of clients, and lets tests wait for them. `sent` and `received` are meant from the client's side.
 * @module
 */
import { CtiError, type CtiMessage } from 'rxcti';
import type { ProtocolViolation, ServerSession } from 'rxcti/server';
import type { MessageName } from '../faults/scope.ts';
import type { Condition, Waiters, WaitOptions } from '../time/waiters.ts';
import { describe, isLike } from './message-patterns.ts';

/** The message type of a name. */
export type MessageOf<Name extends MessageName> = Extract<CtiMessage, { readonly type: Name }>;
/** Fields that a message must have, or a predicate. */
export type MessagePattern<Name extends MessageName> =
  | Partial<Omit<MessageOf<Name>, 'type'>>
  | ((message: MessageOf<Name>) => boolean);

/** Options of a wait for a message. */
export interface MessageWaitOptions extends WaitOptions {
  /** ClientID or agent id of the client. Default: any client. */
  readonly client?: string;
  /** Whether another action of a client fails the wait at once. Default `fail`. */
  readonly others?: 'fail' | 'ignore';
}

/**
 * What makes `verify()` and `close()` fail: protocol violations (`violations`), in addition every action that no
 * `waitForSent()` waited for (`actions`), or nothing.
 */
export type FailOn = 'violations' | 'actions' | 'nothing';

/** Waits for messages in their order: each wait starts after the last message that was found. */
export interface MessageExpectations {
  /**
   * Waits until a client has sent a message; messages since the last wait count too. OPEN_REQ, heartbeats, configuration
   * requests, queries and snapshots are ignored; another action fails at once.
   * @throws {CtiError} `UNEXPECTED_MESSAGE` for another action, `WAIT_TIMEOUT` with the messages that came instead.
   */
  waitForSent<Name extends MessageName>(
    name: Name,
    like?: MessagePattern<Name>,
    options?: MessageWaitOptions,
  ): Promise<MessageOf<Name>>;
  /**
   * Waits until a client has received a message; others are ignored.
   * @throws {CtiError} `WAIT_TIMEOUT` with the messages that came instead.
   */
  waitForReceived<Name extends MessageName>(
    name: Name,
    like?: MessagePattern<Name>,
    options?: Omit<MessageWaitOptions, 'others'>,
  ): Promise<MessageOf<Name>>;
  /**
   * Checks that clients have sent nothing unexpected, see `failOn`. `close()` does the same.
   * @throws {CtiError} `UNEXPECTED_MESSAGE` with the unexpected messages.
   */
  verify(): void;
}

/** Records messages for {@link MessageExpectations}. */
interface MessageRecorder extends MessageExpectations {
  recordSent(message: CtiMessage, by: ServerSession): void;
  recordReceived(message: CtiMessage, by: ServerSession): void;
  recordViolation(violation: ProtocolViolation, by: ServerSession): void;
}

type Direction = 'sent' | 'received';

interface Entry {
  readonly order: number;
  readonly direction: Direction;
  readonly message: CtiMessage;
  readonly clientId: string;
  readonly agentId: string | undefined;
  found: boolean;
}

/** Number of messages kept. */
const maxEntries = 2000;
/** Lines in an error message. */
const maxLines = 20;

/** Requests that change nothing. */
const passive = /^(OPEN|HEARTBEAT|CLOSE|CONFIG|QUERY|SNAPSHOT|TEAM_CONFIG)_/;

/** Creates an empty record. */
export function createMessageRecorder(waiters: Waiters, failOn: FailOn): MessageRecorder {
  let entries: Entry[] = [];
  let order = 0;
  const violations: string[] = [];
  const positions: Record<Direction, number> = { sent: 0, received: 0 };
  /** Predicates of the pending waits: an action that one of them matches is unexpected for none. */
  const pending = new Set<(entry: Entry) => boolean>();

  function record(direction: Direction, message: CtiMessage, { granted }: ServerSession): void {
    const clientId = message.type === 'OPEN_REQ' ? message.clientId : (granted?.clientId ?? '');
    entries.push({ order: order++, direction, message, clientId, agentId: granted?.agentId, found: false });
    if (entries.length > 2 * maxEntries) entries = entries.slice(-maxEntries);
    waiters.recheck();
  }

  function wait<Name extends MessageName>(
    direction: Direction,
    name: Name,
    like: MessagePattern<Name> = {},
    { client, others = 'fail', ...options }: MessageWaitOptions = {},
  ): Promise<MessageOf<Name>> {
    const from = positions[direction];
    const inScope = (entry: Entry): boolean =>
      entry.direction === direction &&
      entry.order >= from &&
      !entry.found &&
      (client === undefined || entry.clientId === client || entry.agentId === client);
    const matches = (entry: Entry): boolean =>
      inScope(entry) &&
      entry.message.type === name &&
      (typeof like === 'function' ? like(entry.message as MessageOf<Name>) : isLike(entry.message, like));
    const isUnexpected = (entry: Entry): boolean =>
      direction === 'sent' &&
      others === 'fail' &&
      !passive.test(entry.message.type) &&
      ![...pending].some((other) => other(entry));

    const description = `${client ?? 'a client'} to ${direction === 'sent' ? 'send' : 'receive'} ${describe(name, like)}`;
    const condition: Condition<MessageOf<Name>> = {
      description,
      check() {
        for (const entry of entries) {
          if (!inScope(entry)) continue;
          if (matches(entry)) {
            entry.found = true;
            positions[direction] = Math.max(positions[direction], entry.order + 1);
            return entry.message as MessageOf<Name>;
          }
          if (isUnexpected(entry))
            throw unexpectedError([lineOf(entry)], `Expected ${description}, received`);
        }
        return undefined;
      },
      describeState: () => {
        const came = entries.filter(inScope);
        if (came.length === 0) return [`no message was ${direction}`];
        return ['messages instead:', ...came.slice(-maxLines).map((entry) => `  ${lineOf(entry)}`)];
      },
    };
    pending.add(matches);
    return waiters.until(condition, options).finally(() => pending.delete(matches));
  }

  return {
    recordSent: (message, by) => record('sent', message, by),
    recordReceived: (message, by) => record('received', message, by),
    recordViolation({ messageType, text }, { granted }) {
      if (violations.length >= maxEntries) return;
      const what = messageType === undefined ? 'bytes' : `a message of type ${messageType}`;
      violations.push(`${granted?.clientId || 'a client'} sent ${what}: ${text}`);
    },
    waitForSent: (name, like, options) => wait('sent', name, like, options),
    waitForReceived: (name, like, options) => wait('received', name, like, options),
    verify() {
      if (failOn === 'nothing') return;
      const actions = entries.filter(
        ({ direction, found, message }) => direction === 'sent' && !found && !passive.test(message.type),
      );
      const all = [...violations, ...(failOn === 'actions' ? actions.map(lineOf) : [])];
      if (all.length > 0) throw unexpectedError(all, 'Clients of the simulator sent unexpected messages');
    },
  };
}

function unexpectedError(messages: readonly string[], words: string): CtiError<'UNEXPECTED_MESSAGE'> {
  const shown = messages.slice(0, maxLines);
  const text = [`${words}:`, ...shown.map((line) => `  ${line}`)].join('\n');
  return new CtiError('UNEXPECTED_MESSAGE', text, { messages });
}

const lineOf = ({ clientId, agentId, message }: Entry): string =>
  `${agentId ?? (clientId || 'a client')}: ${describe(message.type, message)}`;
