/** A simulated contact center, a nats-server, relays in processes of their own, and clients. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type RelayPolicy, signToken, type TokenContents } from '@rxcti/relay';
import type { NatsOptions } from '@rxcti/relay/nats';
import { createSimulator, type Simulator, type SimulatorOptions } from '@rxcti/simulator';
import {
  type AgentStateName,
  type BridgeMode,
  bridgeMode,
  type CtiClient,
  createCtiClient,
  type SessionMode,
} from 'rxcti';
import { webSocket } from 'rxcti/websocket';
import { expect, inject, vi } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { agentStateNumber } from '../../relay/sessions/agent-messages.ts';
import { type CcxTap, tapCcx } from './ccx-tap.ts';
import { type NatsServer, startNats } from './nats-server.ts';
import { secret } from './relay-fixture.ts';

/** For what must not happen: there is no state to wait for. */
export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Short, so that tests are fast; renewed every 400 ms. A busy machine must still be able to renew in time. */
export const leaseMs = 1200;

export interface RelayProcess {
  readonly name: string;
  readonly url: string;
  /** `leader`, `follower`, `none`. */
  readonly role: string;
  readonly isReady: boolean;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void;
  readonly exited: Promise<void>;
  /** The body of `/readyz`. */
  readyz(): Promise<Readonly<Record<string, unknown>>>;
  /** A line of `/metrics`, by name and labels; undefined where there is none. */
  metric(name: string): Promise<number | undefined>;
}

/** Settings of one relay. */
export interface RelayProcessSettings {
  readonly natsUrl?: string;
  readonly ccxPort?: number;
  /** Of the CCX session. */
  readonly heartbeatMs?: number;
  readonly policy?: RelayPolicy;
  readonly cluster?: Partial<NatsOptions>;
  readonly origins?: readonly string[];
}

/** A client that records all events and session states. */
export interface ClientRecorder<Mode extends SessionMode = SessionMode> {
  readonly client: CtiClient<Mode>;
  readonly events: CtiMessage[];
  /** Session states, each with the number of events before it. */
  readonly states: { readonly name: string; readonly events: number }[];
}

export interface ClusterFixture {
  readonly simulator: Simulator;
  readonly tap: CcxTap;
  readonly nats: NatsServer;
  startRelay(name: string, settings?: RelayProcessSettings): Promise<RelayProcess>;
  /** Starts a cluster of three and waits until it is ready; the leader comes first. */
  startThree(): Promise<readonly [RelayProcess, RelayProcess, RelayProcess]>;
  connect<Mode extends SessionMode = BridgeMode>(
    relays: readonly Pick<RelayProcess, 'url'>[],
    user: Omit<TokenContents, 'secret'>,
    mode?: Mode,
  ): Promise<ClientRecorder<Mode>>;
  close(): Promise<void>;
}

export async function openClusterFixture(
  options: SimulatorOptions = {},
  all: RelayProcessSettings = {},
  natsArguments: readonly string[] = [],
): Promise<ClusterFixture> {
  const nats = await startNats(natsArguments);
  const simulator = createSimulator({ seed: 5, callsPerHour: 1200, speed: 15, ...options });
  const { port } = await simulator.listen({ port: 0 });
  const tap = await tapCcx(port);
  const relays: ChildProcess[] = [];
  const clients: CtiClient[] = [];

  async function startRelay(name: string, own: RelayProcessSettings = {}): Promise<RelayProcess> {
    const { natsUrl = nats.url, ccxPort = tap.port, cluster, ...settings } = { ...all, ...own };
    const config = { ...settings, ccxPort, secret, cluster: { name, servers: natsUrl, leaseMs, ...cluster } };
    const child = spawn(process.execPath, [inject('relayProcess'), JSON.stringify(config)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    relays.push(child);
    const lines: Record<string, unknown>[] = [];
    const state = { role: 'none', isReady: false, port: 0, observabilityPort: 0 };
    createInterface({ input: child.stdout }).on('line', (line) => {
      const output = JSON.parse(line) as Record<string, unknown>;
      lines.push(output);
      for (const key of ['role', 'isReady', 'port', 'observabilityPort'] as const)
        if (output[key] !== undefined && output.log === undefined)
          Object.assign(state, { [key]: output[key] });
    });
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    await vi.waitFor(() => {
      if (state.port === 0) throw new Error(`${name} is not listening: ${JSON.stringify(lines)}`);
    }, 15_000);
    const get = (path: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${state.observabilityPort}${path}`);
    return {
      name,
      url: `ws://127.0.0.1:${state.port}/cti`,
      get role() {
        return state.role;
      },
      get isReady() {
        return state.isReady;
      },
      lines,
      signal: (signal) => void child.kill(signal),
      exited,
      readyz: async () => (await (await get('/readyz')).json()) as Record<string, unknown>,
      async metric(metric) {
        const text = await (await get('/metrics')).text();
        const line = text.split('\n').find((each) => each.startsWith(`rxcti_relay_${metric} `));
        return line === undefined ? undefined : Number(line.split(' ').at(-1));
      },
    };
  }

  return {
    simulator,
    tap,
    nats,
    startRelay,
    async startThree() {
      const three = await Promise.all(['a', 'b', 'c'].map((name) => startRelay(name)));
      await allReady(three);
      const [leader] = three.filter(({ role }) => role === 'leader') as [RelayProcess];
      const [first, second] = three.filter((relay) => relay !== leader) as [RelayProcess, RelayProcess];
      return [leader, first, second];
    },
    async connect<Mode extends SessionMode = BridgeMode>(
      through: readonly Pick<RelayProcess, 'url'>[],
      user: Omit<TokenContents, 'secret'>,
      mode?: Mode,
    ) {
      const client = createCtiClient({
        transport: webSocket({
          url: through.map(({ url }) => url),
          token: () => signToken({ secret, ...user }),
        }),
        mode: mode ?? bridgeMode({ clientId: 'page' }),
      });
      clients.push(client);
      await client.connect({ timeoutMs: 10_000 });
      return recordClient(client as CtiClient<Mode>);
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      for (const relay of relays) relay.kill('SIGKILL');
      tap.close();
      await simulator.close();
      await nats.close();
    },
  };
}

/** Starts to record a connected client. */
export function recordClient<Mode extends SessionMode>(client: CtiClient<Mode>): ClientRecorder<Mode> {
  const recorder: ClientRecorder<Mode> = { client, events: [], states: [] };
  client.events$.subscribe((event) => recorder.events.push(event));
  let last = client.session.getSnapshot().name;
  client.session.subscribe(() => {
    const { name } = client.session.getSnapshot();
    if (name !== last) recorder.states.push({ name, events: recorder.events.length });
    last = name;
  });
  return recorder;
}

/** Waits until all of these are ready and one is the leader. */
export async function allReady(relays: readonly RelayProcess[], timeout = 15_000): Promise<void> {
  await vi.waitFor(
    () => {
      const states = relays.map(({ role, isReady, name }) => `${name} ${role} ${isReady}`);
      const leaders = relays.filter(({ role }) => role === 'leader').length;
      if (leaders !== 1 || !relays.every(({ isReady }) => isReady)) throw new Error(states.join(', '));
    },
    { timeout, interval: 20 },
  );
}

/** The session states of a client since it was ready; each change once. */
export function statesOf({ states }: ClientRecorder): string[] {
  return states.map(({ name }) => name).filter((name, index, names) => name !== names[index - 1]);
}

/** Call events, which are never replies. */
function isLive({ type }: CtiMessage): boolean {
  return /^(CALL_|BEGIN_CALL|END_CALL|RTP_)/.test(type) && type.endsWith('_EVENT');
}

/** The call events of one CCX connection. */
export function sentByCcx(tap: CcxTap, connection: number): string[] {
  return tap.passed
    .filter((each) => each.connection === connection && each.to === 'relay' && isLive(each.message))
    .map(({ message }) => JSON.stringify(message));
}

/** The call events that a client received, in the same form. */
export function receivedBy(recorder: ClientRecorder, from = 0, to = Number.POSITIVE_INFINITY): string[] {
  return recorder.events
    .slice(from, to)
    .filter(isLive)
    .map((message) => JSON.stringify(message));
}

/** Expects that the received events are a contiguous part of those that were sent: none missing, none twice. */
export function expectContiguous(received: readonly string[], sent: readonly string[]): void {
  expect(received.length).toBeGreaterThan(5);
  const start = sent.indexOf(received[0] as string);
  expect(start).toBeGreaterThanOrEqual(0);
  expect(received).toEqual(sent.slice(start, start + received.length));
}

/** Stops the contact center and waits until the client's calls and agents equal it. */
export async function expectSameState(simulator: Simulator, { client }: ClientRecorder): Promise<void> {
  simulator.stop();
  await vi.waitFor(() => {
    const { agents, calls } = simulator.snapshot();
    const seenCalls = [...client.calls.getSnapshot().values()].filter(({ endedAt }) => endedAt === undefined);
    expect(seenCalls.map(({ callId }) => callId).sort()).toEqual(calls.map(({ callId }) => callId).sort());
    const seenAgents = [...client.agents.getSnapshot().values()];
    // CCX sends no state for agents that were added meanwhile and have not logged in: unknown means logged out.
    const numberOf = (state: AgentStateName): number | undefined =>
      agentStateNumber(state === 'unknown' ? 'loggedOut' : state);
    expect(Object.fromEntries(seenAgents.map(({ agentId, state }) => [agentId, numberOf(state)]))).toEqual(
      Object.fromEntries(agents.map(({ agentId, state }) => [agentId, state])),
    );
  }, 10_000);
}

/** The event numbers from one resync to the next. */
export function spansOf({ states }: ClientRecorder): readonly (readonly [from: number, to: number])[] {
  const starts = states
    .filter(({ name }, index) => name === 'synchronizing' && states[index - 1]?.name !== name)
    .map(({ events }) => events);
  return [0, ...starts].map((from, index) => [from, starts[index] ?? Number.POSITIVE_INFINITY]);
}

/**
 * Expects that the call events from one resync to the next are a contiguous part of those of one CCX connection: none
 * missing, none twice. Returns the connections in order.
 */
export function expectContiguousSpans(recorder: ClientRecorder, tap: CcxTap): number[] {
  const runs = spansOf(recorder)
    .map(([from, to]) => receivedBy(recorder, from, to))
    .filter((run) => run.length > 0);
  const connections = [...new Set(tap.passed.map(({ connection }) => connection))];
  return runs.map((run) => {
    const connection = connections.find((each) => sentByCcx(tap, each).includes(run[0] as string));
    const sent = sentByCcx(tap, connection ?? 0);
    const start = sent.indexOf(run[0] as string);
    expect(run).toEqual(sent.slice(start, start + run.length));
    return connection as number;
  });
}
