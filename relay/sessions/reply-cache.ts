/**
 * Answers that many browsers ask for, after a failover of CCX all of them at once: made and encoded once for those who
 * see the same.
 * @module
 */
import type { Call, CtiMessage } from 'rxcti';
import { createSharedFrame, type SharedFrame } from 'rxcti/server';
import { createCallsAt } from './calls-at-device.ts';
import { configurationBlocks } from './configuration-messages.ts';
import type { Audience } from './fan-out.ts';
import type { Upstream } from './upstream.ts';

/** A message with its bytes. */
export interface PreparedMessage {
  readonly message: CtiMessage;
  readonly frame: SharedFrame;
}

export interface Prepared {
  /** The configuration of the kinds in a ConfigurationMask, as an audience may see it. */
  configuration(kinds: number, audience: Audience): readonly PreparedMessage[];
  /** The calls at a device that are not over. */
  callsAt(deviceId: string): readonly Call[];
  /** Told of every event of CCX, behind the mirror. */
  heard(event: CtiMessage): void;
  /** The mirror was built anew. */
  forget(): void;
}

/**
 * Most pictures of the configuration that are kept. All who see everything share one, and agents see little beside
 * their own: what is worth keeping are these and the larger teams.
 */
const mostPictures = 32;

export function createPrepared({ mirror, version }: Upstream): Prepared {
  const pictures = new Map<string, readonly PreparedMessage[]>();
  return {
    configuration(kinds, audience) {
      const key = `${kinds} ${audience.scope.fingerprint}`;
      const known = pictures.get(key);
      if (known !== undefined) return known;
      if (pictures.size >= mostPictures) pictures.clear();
      const made = configurationBlocks(mirror, kinds, audience.scope, version).map((block) => {
        const message = audience.shown(block);
        return { message, frame: createSharedFrame(message) };
      });
      pictures.set(key, made);
      return made;
    },
    callsAt: createCallsAt(mirror),
    heard({ type }) {
      if (type.startsWith('CONFIG_')) pictures.clear();
    },
    forget: () => pictures.clear(),
  };
}
