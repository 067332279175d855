/**
 * Faults of single messages.
 * @module
 */
import type { Clock } from 'rxcti';
import { messageDefinitions } from 'rxcti/protocol';
import type { Line, Outgoing, Step } from './line.ts';

/** The message never arrives. */
export const lose: Step = { take: () => {} };

/** The message arrives twice. */
export const duplicate: Step = {
  take(out, _line, next) {
    next(out);
    next({ ...out, frame: out.frame.slice() });
  },
};

/** How a message is spoilt: its body makes no sense, or its header announces a length that cannot be. */
export type Corruption = 'body' | 'length';

/** The message arrives spoilt. */
export const corrupt = (how: Corruption): Step => ({
  take(out, _line, next) {
    next({ ...out, frame: how === 'body' ? withoutBody(out.frame) : withoutLength(out.frame) });
  },
});

/** Two bytes of body are too few for every message there is, and the frame is sound. */
function withoutBody(frame: Uint8Array): Uint8Array {
  const short = frame.slice(0, Math.min(frame.length, 10));
  new DataView(short.buffer).setUint32(0, short.length - 8);
  return short;
}

function withoutLength(frame: Uint8Array): Uint8Array {
  const spoilt = frame.slice();
  new DataView(spoilt.buffer).setUint32(0, 0x7fffffff);
  return spoilt;
}

const withFloating: ReadonlySet<string> = new Set(
  messageDefinitions.filter(({ floating }) => floating.length > 0).map(({ name }) => name),
);

/** A tag that no version has; in version 18 tags have two bytes. */
const unknownTag = [0xfa, 0xfa];
const unknownData = [0x6e, 0x65, 0x77];

/** The message has a floating field that the client cannot know, as a newer server would send it. */
export const addUnknownField = (lengthBytes: 1 | 2): Step => ({
  take(out, line, next) {
    if (!withFloating.has(out.message.type)) {
      next(out);
      return;
    }
    const wide = (line.session.granted?.version ?? 10) >= 18;
    const length = wide && lengthBytes === 2 ? [0, unknownData.length] : [unknownData.length];
    const field = [...unknownTag.slice(0, wide ? 2 : 1), ...length, ...unknownData];
    const frame = new Uint8Array(out.frame.length + field.length);
    frame.set(out.frame);
    frame.set(field, out.frame.length);
    new DataView(frame.buffer).setUint32(0, frame.length - 8);
    next({ ...out, frame });
  },
});

/** The message arrives later; messages that are delayed keep their order. */
export function delay(clock: Clock, ms: number): Step {
  const held = new Set<{ readonly timer: unknown; go(): void }>();
  return {
    take(out: Outgoing, _line: Line, next) {
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
