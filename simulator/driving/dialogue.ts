/**
 * What clients say and are told, for tests that follow a dialogue. Both words are meant from the client's side: it has
 * sent a message, it has received one.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import { CtiError } from 'rxcti';
import type { ProtocolViolation, ServerSession } from 'rxcti/server';
import { describe, isLike } from './messages.ts';
import type { Wait, WaitOptions, Waits } from './waits.ts';

/** The name of a message. */
export type MessageName = Exclude<CtiMessage['type'], 'UNKNOWN'>;
/** The message of a name. */
export type MessageOf<Name extends MessageName> = Extract<CtiMessage, { readonly type: Name }>;
/** Fields that a message must have, or a function that decides. */
export type MessageLike<Name extends MessageName> =
  | Partial<Omit<MessageOf<Name>, 'type'>>
  | ((message: MessageOf<Name>) => boolean);

/** Whose message is awaited, how long, and how strictly. */
export interface DialogueOptions extends WaitOptions {
  /** ClientID or agent id of the client. Default: any client. */
  readonly client?: string;
  /** An action of the client that comes instead: an error at once (the default), or passed over. */
  readonly others?: 'fail' | 'pass';
}

/**
 * What of the clients' messages fails `verify()` and `close()`: what the protocol forbids (`breach`), every action that
 * no `waitSent()` has asked for too (`action`), or nothing.
 */
export type Unexpected = 'breach' | 'action' | 'nothing';

/** A dialogue goes forward: each wait begins behind the last message that was found, and no message is found twice. */
export interface Dialogue {
  /**
   * Waits until a client has sent a message: one that came since the last wait counts too. What clients do by
   * themselves (open, heartbeats, configuration, queries, snapshots) is passed over; another action fails at once.
   * @throws {CtiError} `UNEXPECTED_MESSAGE` for another action, `WAIT_TIMEOUT` with what came instead.
   */
  waitSent<Name extends MessageName>(
    name: Name,
    like?: MessageLike<Name>,
    options?: DialogueOptions,
  ): Promise<MessageOf<Name>>;
  /**
   * Waits until a client has received a message; others are passed over.
   * @throws {CtiError} `WAIT_TIMEOUT` with what came instead.
   */
  waitReceived<Name extends MessageName>(
    name: Name,
    like?: MessageLike<Name>,
    options?: Omit<DialogueOptions, 'others'>,
  ): Promise<MessageOf<Name>>;
  /**
   * Whether the clients have sent only what was expected; `close()` asks the same.
   * @throws {CtiError} `UNEXPECTED_MESSAGE` that lists what else they sent.
   */
  verify(): void;
}

/** The record that a dialogue is made from. */
export interface DialogueRecord extends Dialogue {
  sent(message: CtiMessage, by: ServerSession): void;
  received(message: CtiMessage, by: ServerSession): void;
  violation(violation: ProtocolViolation, by: ServerSession): void;
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

/** The messages that are remembered; older ones nobody asks for. */
const mostEntries = 2000;
/** Lines in an error. */
const mostLines = 20;

/** Requests that change nothing: clients send them by themselves. */
const quiet = /^(OPEN|HEARTBEAT|CLOSE|CONFIG|QUERY|SNAPSHOT|TEAM_CONFIG)_/;

/** Makes an empty record. */
export function createDialogue(waits: Waits, unexpected: Unexpected): DialogueRecord {
  let entries: Entry[] = [];
  let order = 0;
  const breaches: string[] = [];
  const places: Record<Direction, number> = { sent: 0, received: 0 };
  /** What the pending waits are for: an action that one of them is for surprises none. */
  const pending = new Set<(entry: Entry) => boolean>();

  function note(direction: Direction, message: CtiMessage, { granted }: ServerSession): void {
    const clientId = message.type === 'OPEN_REQ' ? message.clientId : (granted?.clientId ?? '');
    entries.push({ order: order++, direction, message, clientId, agentId: granted?.agentId, found: false });
    if (entries.length > 2 * mostEntries) entries = entries.slice(-mostEntries);
    waits.changed();
  }

  function wait<Name extends MessageName>(
    direction: Direction,
    name: Name,
    like: MessageLike<Name> = {},
    { client, others = 'fail', ...options }: DialogueOptions = {},
  ): Promise<MessageOf<Name>> {
    const from = places[direction];
    const concerns = (entry: Entry): boolean =>
      entry.direction === direction &&
      entry.order >= from &&
      !entry.found &&
      (client === undefined || entry.clientId === client || entry.agentId === client);
    const fits = (entry: Entry): boolean =>
      concerns(entry) &&
      entry.message.type === name &&
      (typeof like === 'function' ? like(entry.message as MessageOf<Name>) : isLike(entry.message, like));
    const surprises = (entry: Entry): boolean =>
      direction === 'sent' &&
      others === 'fail' &&
      !quiet.test(entry.message.type) &&
      ![...pending].some((other) => other(entry));

    const awaited = `${client ?? 'a client'} to ${direction === 'sent' ? 'send' : 'receive'} ${describe(name, like)}`;
    const whole: Wait<MessageOf<Name>> = {
      awaited,
      look() {
        for (const entry of entries) {
          if (!concerns(entry)) continue;
          if (fits(entry)) {
            entry.found = true;
            places[direction] = Math.max(places[direction], entry.order + 1);
            return entry.message as MessageOf<Name>;
          }
          if (surprises(entry)) throw unexpectedError([lineOf(entry)], `Expected ${awaited}, and there came`);
        }
        return undefined;
      },
      instead: () => {
        const came = entries.filter(concerns);
        if (came.length === 0) return [`nothing was ${direction} meanwhile`];
        return ['there came instead:', ...came.slice(-mostLines).map((entry) => `  ${lineOf(entry)}`)];
      },
    };
    pending.add(fits);
    return waits.until(whole, options).finally(() => pending.delete(fits));
  }

  return {
    sent: (message, by) => note('sent', message, by),
    received: (message, by) => note('received', message, by),
    violation({ messageType, text }, { granted }) {
      if (breaches.length >= mostEntries) return;
      const what = messageType === undefined ? 'bytes' : `a message of type ${messageType}`;
      breaches.push(`${granted?.clientId || 'a client'} sent ${what}: ${text}`);
    },
    waitSent: (name, like, options) => wait('sent', name, like, options),
    waitReceived: (name, like, options) => wait('received', name, like, options),
    verify() {
      if (unexpected === 'nothing') return;
      const actions = entries.filter(
        ({ direction, found, message }) => direction === 'sent' && !found && !quiet.test(message.type),
      );
      const all = [...breaches, ...(unexpected === 'action' ? actions.map(lineOf) : [])];
      if (all.length > 0) throw unexpectedError(all, 'Clients of the simulator sent what was not expected');
    },
  };
}

function unexpectedError(messages: readonly string[], words: string): CtiError<'UNEXPECTED_MESSAGE'> {
  const shown = messages.slice(0, mostLines);
  const text = [`${words}:`, ...shown.map((line) => `  ${line}`)].join('\n');
  return new CtiError('UNEXPECTED_MESSAGE', text, { messages });
}

const lineOf = ({ clientId, agentId, message }: Entry): string =>
  `${agentId ?? (clientId || 'a client')}: ${describe(message.type, message)}`;
