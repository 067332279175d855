/**
 * Reorders messages within what the protocol allows. The order between events, and between events and confirmations, is not
 * specified. Messages about one call or agent keep their order, and nothing passes session messages, configuration blocks
 * and snapshots.
 * Guide: The call control message flow; Call event message flows as seen in the log files; BEGIN_CALL_EVENT.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import type { Random } from '../model/random.ts';
import type { Channel, MessageFault, OutgoingMessage } from './pipeline.ts';

/** Shuffles the messages that are sent to a client in one turn. */
export function reorder(random: Random): MessageFault {
  type Held = { readonly out: OutgoingMessage; go(out: OutgoingMessage): void };
  const held = new Map<Channel['link'], Held[]>();

  function flush(link: Channel['link']): void {
    const items = held.get(link) ?? [];
    held.delete(link);
    for (const { out, go } of shuffled(items, ({ out: { message } }) => message, random)) go(out);
  }

  return {
    apply(out, { link }, go) {
      const items = held.get(link);
      if (items !== undefined) items.push({ out, go });
      else {
        held.set(link, [{ out, go }]);
        queueMicrotask(() => flush(link));
      }
    },
    release() {
      for (const link of [...held.keys()]) flush(link);
    },
  };
}

/** A random order that the protocol allows. */
export function shuffled<Item>(
  items: readonly Item[],
  messageOf: (item: Item) => CtiMessage,
  random: Random,
): readonly Item[] {
  const result: Item[] = [];
  let left = items.map((item) => ({ item, subjects: subjectsOf(messageOf(item)) }));
  while (left.length > 0) {
    const free = left.filter(
      (one, at) => !left.slice(0, at).some((before) => keepOrder(before.subjects, one.subjects)),
    );
    const chosen = random.pick(free);
    result.push(chosen.item);
    left = left.filter((one) => one !== chosen);
  }
  return result;
}

/** The calls, agents and requests of a message; undefined: it keeps its position to all others. */
type Subjects = readonly string[] | undefined;

function keepOrder(one: Subjects, other: Subjects): boolean {
  if (one === undefined || other === undefined) return true;
  return one.some((subject) => other.includes(subject));
}

/** Confirmations that may come before or after their events. */
const freeConfirmation = /^(?!OPEN|CLOSE|FAILURE|SNAPSHOT|QUERY|TEAM).*_CONF$/;

function subjectsOf(message: CtiMessage): Subjects {
  if (message.type === 'AGENT_STATE_EVENT') return [`agent ${message.agentId}`];
  if (freeConfirmation.test(message.type))
    return 'invokeId' in message ? [`request ${message.invokeId}`] : [];
  if (!message.type.endsWith('_EVENT')) return undefined;
  const calls = callIdsIn(message);
  return calls.length === 0 ? undefined : calls.map((callId) => `call ${callId}`);
}

/** Every CallID in a message, also those of its lists. */
function callIdsIn(value: object): readonly number[] {
  return Object.entries(value).flatMap(([key, field]: [string, unknown]) => {
    if (typeof field === 'number') return /callId$/i.test(key) ? [field] : [];
    return Array.isArray(field)
      ? field.flatMap((item) => (item instanceof Object ? callIdsIn(item) : []))
      : [];
  });
}
