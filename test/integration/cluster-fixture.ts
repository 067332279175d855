/** A simulated contact center, a nats-server, relays in processes of their own, and browsers that know them all. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type RelayPolicy, signToken, type TokenContents } from '@rxcti/relay';
import type { NatsOptions } from '@rxcti/relay/nats';
import { createSimulator, type Simulator, type SimulatorOptions } from '@rxcti/simulator';
import { type AgentStateName, bridgeMode, type CtiClient, createCtiClient, type SessionMode } from 'rxcti';
import { webSocket } from 'rxcti/websocket';
import { expect, vi } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { agentStateNumbers } from '../../relay/sessions/state-numbers.ts';
import { type CcxTap, tapCcx } from './ccx-tap.ts';
import { type NatsServer, startNats } from './nats-server.ts';
import { secret } from './relay-fixture.ts';

/** Short, so that tests are quick; renewals every 400 ms. */
export const leaseMs = 1200;

export interface RelayProcess {
  readonly name: string;
  readonly url: string;
  /** `holder`, `follower`, `none`. */
  readonly part: string;
  readonly isReady: boolean;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void;
  readonly exited: Promise<void>;
  /** The body of `/readyz`. */
  readyz(): Promise<Readonly<Record<string, unknown>>>;
  /** A line of `/metrics`, by name and labels; undefined where there is none. */
  metric(name: string): Promise<number | undefined>;
}

/** What a relay of a test may have otherwise than the others. */
export interface RelayProcessSettings {
  readonly natsUrl?: string;
  readonly ccxPort?: number;
  /** Of the session with CCX. */
  readonly heartbeatMs?: number;
  readonly policy?: RelayPolicy;
  readonly cluster?: Partial<NatsOptions>;
  readonly origins?: readonly string[];
}

/** A browser that keeps every event it got, and every state its session was in. */
export interface Witness {
  readonly client: CtiClient;
  readonly events: CtiMessage[];
  /** Of the session; with the number of events that came before. */
  readonly states: { readonly name: string; readonly events: number }[];
}

export interface ClusterHouse {
  readonly simulator: Simulator;
  readonly tap: CcxTap;
  readonly nats: NatsServer;
  startRelay(name: string, settings?: RelayProcessSettings): Promise<RelayProcess>;
  /** A cluster of three that is ready; the holder comes first. */
  startThree(): Promise<readonly [RelayProcess, RelayProcess, RelayProcess]>;
  enter(
    relays: readonly Pick<RelayProcess, 'url'>[],
    who: Omit<TokenContents, 'secret'>,
    mode?: SessionMode,
  ): Promise<Witness>;
  close(): Promise<void>;
}

export async function openClusterHouse(
  options: SimulatorOptions = {},
  all: RelayProcessSettings = {},
  natsArguments: readonly string[] = [],
): Promise<ClusterHouse> {
  const nats = await startNats(natsArguments);
  const simulator = createSimulator({ seed: 5, callsPerHour: 1200, speed: 15, ...options });
  const { port } = await simulator.listen({ port: 0 });
  const tap = await tapCcx(port);
  const relays: ChildProcess[] = [];
  const clients: CtiClient[] = [];

  async function startRelay(name: string, own: RelayProcessSettings = {}): Promise<RelayProcess> {
    const { natsUrl = nats.url, ccxPort = tap.port, cluster, ...settings } = { ...all, ...own };
    const config = { ...settings, ccxPort, secret, cluster: { name, servers: natsUrl, leaseMs, ...cluster } };
    const child = spawn(process.execPath, ['test/integration/relay-process.mjs', JSON.stringify(config)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    relays.push(child);
    const lines: Record<string, unknown>[] = [];
    const state = { part: 'none', isReady: false, port: 0, observabilityPort: 0 };
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Record<string, unknown>;
      lines.push(said);
      for (const key of ['part', 'isReady', 'port', 'observabilityPort'] as const)
        if (said[key] !== undefined && said.log === undefined) Object.assign(state, { [key]: said[key] });
    });
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    await vi.waitFor(() => {
      if (state.port === 0) throw new Error(`${name} does not listen: ${JSON.stringify(lines)}`);
    }, 15_000);
    const ask = (path: string): Promise<Response> =>
      fetch(`http://127.0.0.1:${state.observabilityPort}${path}`);
    return {
      name,
      url: `ws://127.0.0.1:${state.port}/cti`,
      get part() {
        return state.part;
      },
      get isReady() {
        return state.isReady;
      },
      lines,
      signal: (signal) => void child.kill(signal),
      exited,
      readyz: async () => (await (await ask('/readyz')).json()) as Record<string, unknown>,
      async metric(metric) {
        const text = await (await ask('/metrics')).text();
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
      const [holder] = three.filter(({ part }) => part === 'holder') as [RelayProcess];
      const [first, second] = three.filter((relay) => relay !== holder) as [RelayProcess, RelayProcess];
      return [holder, first, second];
    },
    async enter(through, who, mode = bridgeMode({ clientId: 'page' })) {
      const client = createCtiClient({
        transport: webSocket({
          url: through.map(({ url }) => url),
          token: () => signToken({ secret, ...who }),
        }),
        mode,
      });
      clients.push(client);
      await client.connect({ timeoutMs: 10_000 });
      return witnessOf(client);
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

/** Begins to watch a client that is connected. */
export function witnessOf(client: CtiClient): Witness {
  const witness: Witness = { client, events: [], states: [] };
  client.events$.subscribe((event) => witness.events.push(event));
  client.session.subscribe(() =>
    witness.states.push({ name: client.session.getSnapshot().name, events: witness.events.length }),
  );
  return witness;
}

/** Waits until each of these is ready and the cluster has one holder. */
export async function allReady(relays: readonly RelayProcess[], timeout = 15_000): Promise<void> {
  await vi.waitFor(
    () => {
      const parts = relays.map(({ part, isReady, name }) => `${name} ${part} ${isReady}`);
      const holders = relays.filter(({ part }) => part === 'holder').length;
      if (holders !== 1 || !relays.every(({ isReady }) => isReady)) throw new Error(parts.join(', '));
    },
    { timeout, interval: 20 },
  );
}

/** What became of a witness's session since it was ready; progress of one state is left out. */
export function statesOf({ states }: Witness): string[] {
  return states.map(({ name }) => name).filter((name, index, names) => name !== names[index - 1]);
}

/** Events of calls, which CCX only ever tells by itself. */
export function isLive({ type }: CtiMessage): boolean {
  return /^(CALL_|BEGIN_CALL|END_CALL|RTP_)/.test(type) && type.endsWith('_EVENT');
}

/** What CCX told by itself on one connection. */
export function recordOf(tap: CcxTap, connection: number): string[] {
  return tap.passed
    .filter((each) => each.connection === connection && each.to === 'relay' && isLive(each.message))
    .map(({ message }) => JSON.stringify(message));
}

/** The events of a witness, as the record words them. */
export function seenBy(witness: Witness, from = 0, to = Number.POSITIVE_INFINITY): string[] {
  return witness.events
    .slice(from, to)
    .filter(isLive)
    .map((message) => JSON.stringify(message));
}

/** The events are a run of the record: none is missing in it, and none came twice. */
export function expectRun(seen: readonly string[], record: readonly string[]): void {
  expect(seen.length).toBeGreaterThan(5);
  const start = record.indexOf(seen[0] as string);
  expect(start).toBeGreaterThanOrEqual(0);
  expect(seen).toEqual(record.slice(start, start + seen.length));
}

/** Stops the center; then the witness's picture of calls and agents is the truth. */
export async function expectTruth(simulator: Simulator, { client }: Witness): Promise<void> {
  simulator.stop();
  await vi.waitFor(() => {
    const { agents, calls } = simulator.snapshot();
    const seenCalls = [...client.calls.getSnapshot().values()].filter(({ endedAt }) => endedAt === undefined);
    expect(seenCalls.map(({ callId }) => callId).sort()).toEqual(calls.map(({ callId }) => callId).sort());
    const seenAgents = [...client.agents.getSnapshot().values()];
    // Of agents who were hired meanwhile and have not logged in yet, nobody has said that they are logged out.
    const numberOf = (state: AgentStateName): number | undefined =>
      agentStateNumbers.get(state === 'unknown' ? 'loggedOut' : state);
    expect(Object.fromEntries(seenAgents.map(({ agentId, state }) => [agentId, numberOf(state)]))).toEqual(
      Object.fromEntries(agents.map(({ agentId, state }) => [agentId, state])),
    );
  }, 10_000);
}

/** From one resynchronization to the next, as numbers of the witness's events. */
export function spansOf({ states }: Witness): readonly (readonly [from: number, to: number])[] {
  const begun = states
    .filter(({ name }, index) => name === 'synchronizing' && states[index - 1]?.name !== name)
    .map(({ events }) => events);
  return [0, ...begun].map((from, index) => [from, begun[index] ?? Number.POSITIVE_INFINITY]);
}

/**
 * What the witness saw from one resynchronization to the next is each time a run of what CCX said on one connection:
 * nothing is missing within, and nothing came twice. Gives the connections in turn.
 */
export function expectRuns(witness: Witness, tap: CcxTap): number[] {
  const runs = spansOf(witness)
    .map(([from, to]) => seenBy(witness, from, to))
    .filter((run) => run.length > 0);
  const connections = [...new Set(tap.passed.map(({ connection }) => connection))];
  return runs.map((run) => {
    const connection = connections.find((each) => recordOf(tap, each).includes(run[0] as string));
    const record = recordOf(tap, connection ?? 0);
    const start = record.indexOf(run[0] as string);
    expect(run).toEqual(record.slice(start, start + run.length));
    return connection as number;
  });
}
