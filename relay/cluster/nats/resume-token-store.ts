/**
 * Resume tokens in a key-value bucket of JetStream, in memory: a client whose token is lost has to resync, nothing more.
 * @module
 */
import { jetstream } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import type { Logger } from 'rxcti';
import { parseResumeToken } from '../../sessions/resume-token.ts';
import type { ResumeTokenStore } from '../cluster.ts';
import type { PersistentConnection } from './connection.ts';

export interface ResumeTokenStoreOptions {
  readonly connection: PersistentConnection;
  readonly bucket: string;
  readonly replicas: number;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** How long tokens of relays that failed are kept. Relays write theirs again before that. */
const ttlMs = 3 * 3_600_000;

export function createResumeTokenStore(options: ResumeTokenStoreOptions): ResumeTokenStore {
  const { connection, bucket, replicas, timeoutMs, logger } = options;
  let opened: Promise<KV> | undefined;

  function open(): Promise<KV> {
    const { current } = connection;
    if (current === undefined) return Promise.reject(new Error('NATS unreachable'));
    opened ??= new Kvm(jetstream(current, { timeout: timeoutMs })).create(bucket, {
      history: 1,
      replicas,
      storage: 'memory',
      ttl: ttlMs,
      maxValueSize: 65_536,
    });
    return opened;
  }

  async function attempt<T>(work: (kv: KV) => Promise<T>): Promise<T | undefined> {
    try {
      return await work(await open());
    } catch (error) {
      opened = undefined; // the server may have lost the bucket
      logger.debug('resume token not stored', { reason: String(error) });
      return undefined;
    }
  }

  return {
    put(session, token) {
      void attempt((kv) => kv.put(session, JSON.stringify(token)));
    },
    delete(session) {
      void attempt((kv) => kv.purge(session));
    },
    async find(session) {
      if (!/^[0-9a-f]{16,64}$/.test(session)) return undefined;
      const entry = await attempt((kv) => kv.get(session));
      return entry?.operation === 'PUT' ? parseResumeToken(entry.string()) : undefined;
    },
  };
}
