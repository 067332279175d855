/**
 * The lease in a key-value bucket of JetStream.
 * @module
 */
import { jetstream } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import { type NatsConnection, TimeoutError } from '@nats-io/transport-node';
import { z } from 'zod';
import { type LeaseContents, type LeaseStore, OutOfReach, type SeenLease } from '../lease.ts';

export interface LeaseStoreOptions {
  /** The connection; undefined before the first. */
  connection(): NatsConnection | undefined;
  /** Why it cannot be used now, in words. */
  outage(): string | undefined;
  readonly bucket: string;
  /** Tells other relays that there is something to see. */
  readonly changedSubject: string;
  /** How many NATS servers keep the bucket. */
  readonly replicas: number;
  readonly timeoutMs: number;
  /** Does something as soon as there is a connection; gives what undoes it. */
  once(begin: (connection: NatsConnection) => () => void): () => void;
}

const key = 'holder';
const contentsOf = z.object({ epoch: z.string().min(1), name: z.string(), since: z.number() });
/** What JetStream says when the revision is another: with and without saying which. */
const wrongRevisions: readonly unknown[] = [10071, 10164];

export function createLeaseStore(options: LeaseStoreOptions): LeaseStore {
  const { bucket, replicas, timeoutMs, changedSubject } = options;
  let opened: { readonly connection: NatsConnection; readonly kv: Promise<KV> } | undefined;

  async function inBucket<T>(work: (kv: KV) => Promise<T>): Promise<T> {
    const connection = options.connection();
    const outage = options.outage();
    if (connection === undefined || outage !== undefined) throw new OutOfReach(outage);
    opened ??= {
      connection,
      kv: new Kvm(jetstream(connection, { timeout: timeoutMs })).create(bucket, {
        history: 1,
        replicas,
        allow_direct: false, // a read must not be older than the last write
        maxValueSize: 1024,
      }),
    };
    try {
      return await work(await opened.kv);
    } catch (error) {
      if (!isWrongRevision(error)) opened = undefined; // the server may have come back without the bucket
      throw inWords(error);
    }
  }

  async function read(): Promise<SeenLease> {
    const entry = await inBucket((kv) => kv.get(key));
    if (entry === null) return { revision: 0, contents: undefined };
    const contents = entry.operation === 'PUT' ? parse(entry.value) : undefined;
    return { revision: entry.revision, contents };
  }

  function tellOthers(): void {
    options.connection()?.publish(changedSubject);
  }

  return {
    read,
    async write(contents, revision) {
      try {
        return await inBucket((kv) =>
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
      await inBucket((kv) => kv.delete(key, { previousSeq: revision }));
      tellOthers();
      await options.connection()?.flush();
    },
    watch: (changed) =>
      options.once((connection) => {
        changed();
        const subscription = connection.subscribe(changedSubject, { callback: () => changed() });
        return () => subscription.unsubscribe();
      }),
  };
}

/** Words that are none of ours are nobody's lease: they are waited out like one, and then overwritten. */
function parse(value: Uint8Array): LeaseContents {
  try {
    return contentsOf.parse(JSON.parse(new TextDecoder().decode(value)));
  } catch {
    return { epoch: 'unreadable', name: 'unreadable', since: 0 };
  }
}

/** What went wrong, for those who run the servers. */
function inWords(error: unknown): unknown {
  if (isWrongRevision(error)) return error;
  if (error instanceof TimeoutError) return new Error('NATS does not answer', { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  if (/not enabled|no responders/i.test(reason))
    return new Error('JetStream is not enabled on the NATS server', { cause: error });
  return new Error(`JetStream refuses the lease: ${reason}`, { cause: error });
}

function isWrongRevision(error: unknown): boolean {
  return wrongRevisions.includes((error as { readonly code?: unknown }).code);
}
