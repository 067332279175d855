/**
 * Faults that act on single messages.
 * @module
 */
import type { Clock } from 'rxcti';
import { messageDefinitions } from 'rxcti/protocol';
import type { Channel, MessageFault, OutgoingMessage } from './pipeline.ts';

/** Drops the message. */
export const lose: MessageFault = { apply: () => {} };

/** Sends the message twice. */
export const duplicate: MessageFault = {
  apply(out, _channel, next) {
    next(out);
    next({ ...out, frame: out.frame.slice() });
  },
};

/** What is corrupted: `body`: too short for the message type; `length`: the header has an impossible length. */
export type Corruption = 'body' | 'length';

/** Corrupts the message. */
export const corrupt = (how: Corruption): MessageFault => ({
  apply(out, _channel, next) {
    next({ ...out, frame: how === 'body' ? truncateBody(out.frame) : breakLength(out.frame) });
  },
});

/** A valid frame with a body of two bytes, too short for every message type. */
function truncateBody(frame: Uint8Array): Uint8Array {
  const short = frame.slice(0, Math.min(frame.length, 10));
  new DataView(short.buffer).setUint32(0, short.length - 8);
  return short;
}

function breakLength(frame: Uint8Array): Uint8Array {
  const broken = frame.slice();
  new DataView(broken.buffer).setUint32(0, 0x7fffffff);
  return broken;
}

const withFloating: ReadonlySet<string> = new Set(
  messageDefinitions.filter(({ floating }) => floating.length > 0).map(({ name }) => name),
);

/** A tag that no version defines; two bytes in version 18. */
const unknownTag = [0xfa, 0xfa];
const unknownData = [0x6e, 0x65, 0x77];

/** Adds an unknown floating field, as a newer server would send it. */
export const addUnknownField = (lengthBytes: 1 | 2): MessageFault => ({
  apply(out, channel, next) {
    if (!withFloating.has(out.message.type)) {
      next(out);
      return;
    }
    const wide = (channel.session.granted?.version ?? 10) >= 18;
    const length = wide && lengthBytes === 2 ? [0, unknownData.length] : [unknownData.length];
    const field = [...unknownTag.slice(0, wide ? 2 : 1), ...length, ...unknownData];
    const frame = new Uint8Array(out.frame.length + field.length);
    frame.set(out.frame);
    frame.set(field, out.frame.length);
    new DataView(frame.buffer).setUint32(0, frame.length - 8);
    next({ ...out, frame });
  },
});

/** Delays the message. Delayed messages keep their order. */
export function delay(clock: Clock, ms: number): MessageFault {
  const held = new Set<{ readonly timer: unknown; go(): void }>();
  return {
    apply(out: OutgoingMessage, _channel: Channel, next) {
      const item = {
        timer: clock.setTimeout(() => item.go(), ms),
        go: () => {
          held.delete(item);
          next(out);
        },
      };
      held.add(item);
    },
    release() {
      for (const item of [...held]) {
        clock.clearTimeout(item.timer);
        item.go();
      }
    },
  };
}
