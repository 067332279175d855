/**
 * Browsers' passports in a key-value bucket of JetStream, in memory: what is lost costs a browser a new beginning, and
 * nothing more.
 * @module
 */
import { jetstream } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Logger } from 'rxcti';
import { readPassport, writePassport } from '../../sessions/resume-token.ts';
import type { PassportStore } from '../cluster.ts';

export interface PassportStoreOptions {
  /** The connection; undefined before the first. */
  connection(): NatsConnection | undefined;
  readonly bucket: string;
  readonly replicas: number;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** Passports of relays that died are forgotten after so long; relays write theirs anew in time. */
export const passportMs: number = 3 * 3_600_000;

export function createPassportStore(options: PassportStoreOptions): PassportStore {
  const { bucket, replicas, timeoutMs, logger } = options;
  let opened: Promise<KV> | undefined;

  function open(): Promise<KV> {
    const connection = options.connection();
    if (connection === undefined) return Promise.reject(new Error('NATS is out of reach'));
    opened ??= new Kvm(jetstream(connection, { timeout: timeoutMs })).create(bucket, {
      history: 1,
      replicas,
      storage: 'memory',
      ttl: passportMs,
      maxValueSize: 65_536,
    });
    return opened;
  }

  async function attempt<T>(work: (kv: KV) => Promise<T>): Promise<T | undefined> {
    try {
      return await work(await open());
    } catch (error) {
      opened = undefined; // the server may have come back without the bucket
      logger.debug('a passport could not be kept', { reason: String(error) });
      return undefined;
    }
  }

  return {
    put(session, passport) {
      void attempt((kv) => kv.put(session, writePassport(passport)));
    },
    drop(session) {
      void attempt((kv) => kv.purge(session));
    },
    async find(session) {
      if (!/^[0-9a-f]{16,64}$/.test(session)) return undefined;
      const entry = await attempt((kv) => kv.get(session));
      return entry?.operation === 'PUT' ? readPassport(entry.string()) : undefined;
    },
  };
}
