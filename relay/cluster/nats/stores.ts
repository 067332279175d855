/**
 * The lease and the resume tokens in key-value buckets of JetStream.
 * @module
 */
import { jetstream } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import { type NatsConnection, TimeoutError } from '@nats-io/transport-node';
import type { Logger } from 'rxcti';
import { z } from 'zod';
import { parseResumeToken } from '../../sessions/resume-token.ts';
import type { ResumeTokenStore } from '../cluster.ts';
import { type LeaseStore, type SeenLease, StoreUnavailable } from '../lease.ts';
import type { PersistentConnection } from './connection.ts';

export interface LeaseStoreOptions {
  readonly connection: PersistentConnection;
  readonly bucket: string;
  /** Announces changes to the other relays. */
  readonly changedSubject: string;
  /** Number of NATS servers that store the bucket. */
  readonly replicas: number;
  readonly timeoutMs: number;
}

const key = 'leader';
const contentsSchema = z.object({ epoch: z.string().min(1), name: z.string(), since: z.number() });
/** Written in the place of the contents when the leader of this epoch released the lease. */
const releaseSchema = z.object({ released: z.string() });
const absent = { contents: undefined, isReleased: false };
/** Errors of JetStream for a wrong revision. */
const wrongRevisionCodes: readonly unknown[] = [10071, 10164];

export function createLeaseStore(options: LeaseStoreOptions): LeaseStore {
  const { connection, bucket, replicas, timeoutMs, changedSubject } = options;
  let opened: { readonly nats: NatsConnection; readonly kv: Promise<KV> } | undefined;

  async function withBucket<T>(work: (kv: KV) => Promise<T>): Promise<T> {
    const { current: nats, outage } = connection;
    if (nats === undefined || outage !== undefined) throw new StoreUnavailable(outage);
    opened ??= {
      nats,
      kv: new Kvm(jetstream(nats, { timeout: timeoutMs })).create(bucket, {
        history: 1,
        replicas,
        allow_direct: false, // a read must not be older than the last write
        maxValueSize: 1024,
      }),
    };
    try {
      return await work(await opened.kv);
    } catch (error) {
      if (isWrongRevision(error)) throw error;
      opened = undefined; // the server may have lost the bucket
      throw describe(error);
    }
  }

  async function read(): Promise<SeenLease> {
    const entry = await withBucket((kv) => kv.get(key));
    if (entry === null) return { revision: 0, ...absent };
    return { revision: entry.revision, ...(entry.operation === 'PUT' ? parse(entry.value) : absent) };
  }

  return {
    read,
    async write(contents, revision) {
      try {
        return await withBucket((kv) =>
          kv.put(key, JSON.stringify(contents), { previousSeq: revision, timeout: timeoutMs }),
        );
      } catch (error) {
        if (isWrongRevision(error)) return undefined;
        throw error;
      }
    },
    async release(epoch) {
      const { revision, contents } = await read();
      if (contents?.epoch !== epoch) return;
      await withBucket((kv) =>
        kv.put(key, JSON.stringify({ released: epoch }), { previousSeq: revision, timeout: timeoutMs }),
      );
      connection.current?.publish(changedSubject);
      await connection.current?.flush();
    },
    watch: (changed) =>
      connection.whenConnected((nats) => {
        changed();
        const subscription = nats.subscribe(changedSubject, { callback: () => changed() });
        return () => subscription.unsubscribe();
      }),
  };
}

/** Malformed contents count as the lease of an unknown relay: they expire, and are overwritten. */
function parse(value: Uint8Array): Omit<SeenLease, 'revision'> {
  try {
    const record: unknown = JSON.parse(new TextDecoder().decode(value));
    if (releaseSchema.safeParse(record).success) return { contents: undefined, isReleased: true };
    return { contents: contentsSchema.parse(record), isReleased: false };
  } catch {
    return { contents: { epoch: 'malformed', name: 'malformed', since: 0 }, isReleased: false };
  }
}

function describe(error: unknown): Error {
  if (error instanceof TimeoutError) return new Error('NATS request timeout', { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  if (/not enabled|no responders/i.test(reason))
    return new Error('JetStream is not enabled on the NATS server', { cause: error });
  return new Error(`JetStream rejected the lease: ${reason}`, { cause: error });
}

function isWrongRevision(error: unknown): boolean {
  return wrongRevisionCodes.includes((error as { readonly code?: unknown }).code);
}

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
