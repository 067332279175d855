/**
 * Messages in another order than that in which they were sent, within what the protocol allows: order between events, and
 * between events and confirmations, is not promised; what concerns one call or one agent comes in order, and nothing
 * passes the start or end of a session, a configuration block or a snapshot.
 * Guide: The call control message flow; Call event message flows as seen in the log files; BEGIN_CALL_EVENT.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import type { Random } from '../center/random.ts';
import type { Line, Outgoing, Step } from './line.ts';

/** Mixes what is sent to a client in one turn. */
export function reorder(random: Random): Step {
  type Held = { readonly out: Outgoing; go(out: Outgoing): void };
  const held = new Map<Line['link'], Held[]>();

  function flush(link: Line['link']): void {
    const items = held.get(link) ?? [];
    held.delete(link);
    for (const { out, go } of mixed(items, ({ out: { message } }) => message, random)) go(out);
  }

  return {
    take(out, { link }, go) {
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

/** An order that the server might have sent as well. */
export function mixed<Item>(
  items: readonly Item[],
  messageOf: (item: Item) => CtiMessage,
  random: Random,
): readonly Item[] {
  const result: Item[] = [];
  let left = items.map((item) => ({ item, subjects: subjectsOf(messageOf(item)) }));
  while (left.length > 0) {
    const free = left.filter(
      (one, at) => !left.slice(0, at).some((before) => bound(before.subjects, one.subjects)),
    );
    const chosen = random.pick(free);
    result.push(chosen.item);
    left = left.filter((one) => one !== chosen);
  }
  return result;
}

/** What messages are about whose order matters; undefined: about everything. */
type Subjects = readonly string[] | undefined;

function bound(one: Subjects, other: Subjects): boolean {
  if (one === undefined || other === undefined) return true;
  return one.some((subject) => other.includes(subject));
}

/** Confirmations that may come before or after the events that belong to them; snapshots and sessions may not. */
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
