/**
 * The harness of the contract suite. Independent of test runner and runtime: the same cases run in vitest, Deno and Bun.
 */
import type { Endpoint, Link, Transport } from '../../core/transport.ts';
import { web } from '../../core/web.ts';

/** A transport under test, with its servers. */
export interface ContractHarness {
  readonly transport: Transport;
  /** Listens on a free endpoint for that transport's dials. */
  listen(onLink: (link: Link) => void): Promise<ContractListener>;
  /** Neither accepts nor refuses, so that a dial hangs. A string: why there is none. */
  readonly unanswering: Endpoint | string;
  /** Sends `firstBytes` and resets the link when it receives anything. */
  readonly resetting: Endpoint;
  /** The same with FIN instead of the reset; with TLS, FIN without close_notify. */
  readonly closing: Endpoint;
  /** Whether the peer receives a reset from `abort()`, instead of FIN. */
  readonly abortResets: boolean;
  /** With TLS: transports that must reject the listener's certificate. */
  readonly rejecting?: { readonly unknownRoot: Transport; readonly wrongName: Transport };
}

export interface ContractListener {
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

export interface ContractCase {
  readonly name: string;
  /** A reason not to run the case with this harness. */
  skip?(harness: ContractHarness): string | undefined;
  run(harness: ContractHarness): Promise<void>;
}

/** The first bytes of a resetting or closing endpoint. */
export const firstBytes: Uint8Array = new Uint8Array([0x68, 0x69]);

export interface Pair {
  readonly client: Link;
  readonly server: Link;
  readonly endpoint: Endpoint;
}

/** Runs the body with both ends of a new link, and cleans up after it. */
export async function withPair(harness: ContractHarness, body: (pair: Pair) => Promise<void>): Promise<void> {
  const accepted = deferred<Link>();
  const listener = await harness.listen(accepted.resolve);
  const links: Link[] = [];
  try {
    const client = await harness.transport.dial(listener.endpoint);
    links.push(client);
    const server = await accepted.promise;
    links.push(server);
    await body({ client, server, endpoint: listener.endpoint });
  } finally {
    for (const link of links) link.abort();
    await listener.close();
  }
}

export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
}

export function deferred<Value>(): Deferred<Value> {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Waits one turn of the event loop, so that sockets make progress. */
export function turn(): Promise<void> {
  return new Promise((resolve) => web.setTimeout(resolve, 0));
}

/** Polls a condition each turn of the event loop. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}
