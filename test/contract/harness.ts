/**
 * What the contract suite needs of whoever runs it. No test runner and no runtime is named here: the same cases run
 * under vitest, inside Deno and inside Bun.
 */
import type { Endpoint, Link, Transport } from '../../core/transport.ts';
import { web } from '../../core/web.ts';

/** A transport under test and what is around it. */
export interface ContractHarness {
  readonly transport: Transport;
  /** Listens on a free endpoint for that transport's dials. */
  listen(onLink: (link: Link) => void): Promise<ContractListener>;
  /** Neither accepts nor refuses, so that a dial hangs. A string says why there is none here. */
  readonly unanswering: Endpoint | string;
  /** Greets with `greeting` and resets the link as soon as it hears anything. */
  readonly resetting: Endpoint;
  /** The same with FIN in the place of the reset: with TLS, FIN without the goodbye that TLS wants before it. */
  readonly hangingUp: Endpoint;
  /** Whether `abort()` reaches the peer as a reset; if not, it looks like FIN there. */
  readonly abortResets: boolean;
  /** With TLS: transports that must not accept the listener's certificate. */
  readonly distrustful?: { readonly unknownRoot: Transport; readonly wrongName: Transport };
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

/** What a resetting endpoint, and one that hangs up, says first. */
export const greeting: Uint8Array = new Uint8Array([0x68, 0x69]);

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

/** Lets the event loop turn once, so that sockets make progress. */
export function turn(): Promise<void> {
  return new Promise((resolve) => web.setTimeout(resolve, 0));
}

/** Waits, turn by turn, for what no event tells. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}
