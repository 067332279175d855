/**
 * Client state: events through codec, state and three subscribers with few and many live calls, next to the floors of a
 * bare RxJS Subject and a bare XState actor per call; memory of a live call; time of a resync.
 * Run with --expose-gc for the memory.
 */
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { createSimulator } from '@rxcti/simulator';
import { bridgeMode, createCtiClient } from 'rxcti';
import { type Codec, type CtiMessage, createCodec } from 'rxcti/protocol';
import { tcp } from 'rxcti/tcp';
import { type Observable, Subject } from 'rxjs';
import { createActor } from 'xstate';
import { callLogic } from '../../core/calls/call-machine.ts';
import { systemClock } from '../../core/clock.ts';
import { type ClientState, createClientState } from '../../core/state.ts';

const eventsPerRound = 100_000;
const rounds = 9;
const batch = 100;

const device = (index: number): string => String(2000 + (index % 400));
const firstCall = 16_777_216;

function begin(index: number): CtiMessage {
  return {
    type: 'BEGIN_CALL_EVENT',
    connectionDeviceType: 0,
    callId: firstCall + index,
    connectionDeviceId: device(index),
    callType: 1,
    calledPartyDisposition: 0,
    ani: `+49301${100_000 + index}`,
    dnis: '7000',
    dialedNumber: '7000',
    callVariable1: 'gold',
    callVariable2: String(index),
    callVariable3: 'de',
    namedVariables: [{ name: 'user.crm', value: `C-${index}` }],
  };
}

function established(index: number): CtiMessage {
  return {
    type: 'CALL_ESTABLISHED_EVENT',
    connectionDeviceType: 0,
    callId: firstCall + index,
    connectionDeviceId: device(index),
    lineType: 3,
    applicationId: 1,
    csqId: 1,
    answeringDeviceType: 76,
    callingDeviceType: 0,
    calledDeviceType: 74,
    lastRedirectDeviceType: 0xffff,
    localConnectionState: 3,
    eventCause: 0xffff,
    answeringDeviceId: device(index),
    callingDeviceId: `+49301${100_000 + index}`,
  };
}

function toggled(index: number, held: boolean): CtiMessage {
  const ids = {
    connectionDeviceType: 0,
    callId: firstCall + index,
    connectionDeviceId: device(index),
    eventCause: 0xffff,
  };
  return held
    ? {
        type: 'CALL_HELD_EVENT',
        ...ids,
        holdingDeviceType: 76,
        localConnectionState: 4,
        holdingDeviceId: device(index),
      }
    : {
        type: 'CALL_RETRIEVED_EVENT',
        ...ids,
        retrievingDeviceType: 76,
        localConnectionState: 3,
        retrievingDeviceId: device(index),
      };
}

function centerWith(liveCalls: number): ClientState {
  const center = createClientState({ clock: systemClock, keepEndedMs: 0, savedConfiguration: undefined });
  for (let index = 0; index < liveCalls; index++) {
    center.apply(begin(index));
    center.apply(established(index));
  }
  center.flush();
  return center;
}

/** Frames that hold and retrieve calls all over the center. */
function frames(codec: Codec, liveCalls: number): Uint8Array[] {
  const made: Uint8Array[] = [];
  for (let n = 0; made.length < eventsPerRound; n++) {
    const index = (n * 7919) % liveCalls;
    made.push(codec.encode(toggled(index, true)), codec.encode(toggled(index, false)));
  }
  return made;
}

interface Run {
  readonly run: (stock: readonly Uint8Array[]) => void;
  readonly stock: readonly Uint8Array[];
}

/** Events a second of each run, medians. Interleaved, so that a slow machine slows all of them. */
function rates(runs: readonly Run[]): number[] {
  const measured = runs.map(() => [] as number[]);
  for (const { run, stock } of runs) run(stock);
  for (let round = 0; round < rounds; round++) {
    runs.forEach(({ run, stock }, which) => {
      const start = performance.now();
      run(stock);
      measured[which]?.push(stock.length / ((performance.now() - start) / 1000));
    });
  }
  return measured.map((values) => values.sort((a, b) => a - b)[rounds >> 1] as number);
}

function subscribeThreeTimes(events$: Observable<CtiMessage>): void {
  const counts = [0, 0, 0];
  for (const index of counts.keys()) {
    events$.subscribe(() => {
      counts[index] = (counts[index] ?? 0) + 1;
    });
  }
}

function subscribed(): Subject<CtiMessage> {
  const subject = new Subject<CtiMessage>();
  subscribeThreeTimes(subject);
  return subject;
}

/** Adds a subscriber to the state. */
type Watch = (center: ClientState) => void;

let watched = 0;
const watchers: readonly { readonly title: string; readonly watch: Watch }[] = [
  { title: 'none', watch: () => {} },
  {
    title: '`calls.changes$`',
    watch: (center) => center.calls.store.changes$.subscribe(({ key }) => (watched += key)),
  },
  {
    title: '`calls.value$`',
    watch: (center) => center.calls.store.value$.subscribe(({ size }) => (watched += size)),
  },
];

function throughState(liveCalls: number, watch: Watch): (stock: readonly Uint8Array[]) => void {
  const codec = createCodec({ version: 17 });
  const center = centerWith(liveCalls);
  watch(center);
  subscribeThreeTimes(center.events$);
  return (stock) => {
    let left = batch;
    for (const frame of stock) {
      center.apply(codec.decode(frame));
      if (--left === 0) {
        center.flush();
        left = batch;
      }
    }
  };
}

function throughSubject(): (stock: readonly Uint8Array[]) => void {
  const codec = createCodec({ version: 17 });
  const events = subscribed();
  return (stock) => {
    for (const frame of stock) events.next(codec.decode(frame));
  };
}

/** The minimum of any state: a call found by CallID, and two fields changed in place. */
function throughMap(liveCalls: number): (stock: readonly Uint8Array[]) => void {
  const codec = createCodec({ version: 17 });
  const events = subscribed();
  const calls = new Map(
    Array.from({ length: liveCalls }, (_, index) => [firstCall + index, { state: 'connected', since: 0 }]),
  );
  return (stock) => {
    for (const frame of stock) {
      const event = codec.decode(frame);
      const call = 'callId' in event ? calls.get(event.callId) : undefined;
      if (call !== undefined) {
        call.state = event.type === 'CALL_HELD_EVENT' ? 'held' : 'connected';
        call.since = systemClock.now();
      }
      events.next(event);
    }
  };
}

function throughActors(liveCalls: number): (stock: readonly Uint8Array[]) => void {
  const codec = createCodec({ version: 17 });
  const actors = new Map(
    Array.from({ length: liveCalls }, (_, index) => [firstCall + index, createActor(callLogic).start()]),
  );
  return (stock) => {
    for (const frame of stock) {
      const event = codec.decode(frame);
      if (event.type === 'CALL_HELD_EVENT') actors.get(event.callId)?.send({ type: event.type });
      else if (event.type === 'CALL_RETRIEVED_EVENT') actors.get(event.callId)?.send({ type: event.type });
    }
  };
}

/** Bytes of heap that one live call takes, before and after its first snapshot. */
function memoryPerCall(): { unseen: number; seen: number } | undefined {
  const collect = globalThis.gc;
  if (collect === undefined) return undefined;
  const calls = 20_000;
  collect();
  const before = process.memoryUsage().heapUsed;
  const center = centerWith(calls);
  collect();
  const unseen = (process.memoryUsage().heapUsed - before) / calls;
  if (center.calls.store.getSnapshot().size !== calls) throw new Error('calls were lost');
  collect();
  const seen = (process.memoryUsage().heapUsed - before) / calls;
  if (center.calls.store.size !== calls) throw new Error('calls were lost');
  return { unseen, seen };
}

/** Time of a client from connect() to ready in a full contact center over loopback. */
async function resyncTime(): Promise<{ agents: number; calls: number; ms: number }> {
  const simulator = createSimulator({
    seed: 2,
    agents: 400,
    queues: 25,
    ports: 400,
    speed: 60,
    callsPerHour: 20_000,
  });
  const { port } = await simulator.listen({ port: 0 });
  while (simulator.snapshot().calls.length < 300) await new Promise((resolve) => setTimeout(resolve, 5));
  simulator.stop();
  const times: number[] = [];
  let calls = 0;
  for (let round = 0; round < rounds; round++) {
    const client = createCtiClient({
      transport: tcp(),
      endpoints: [{ host: '127.0.0.1', port }],
      mode: bridgeMode({ clientId: `bench-${round}` }),
    });
    const start = performance.now();
    await client.connect();
    times.push(performance.now() - start);
    calls = client.calls.getSnapshot().size;
    await client.close();
  }
  await simulator.close();
  return { agents: 400, calls, ms: times.sort((a, b) => a - b)[rounds >> 1] as number };
}

const shown = (value: number): string => Math.round(value).toLocaleString('en');

/** Runs all measurements; returns Markdown tables. */
export async function stateTable(): Promise<string> {
  const sizes = [10, 1000, 10_000];
  const codec = createCodec({ version: 17 });
  const rowsOf = (
    name: string,
    watchedBy: string,
    through: (size: number) => (stock: readonly Uint8Array[]) => void,
  ): string[] => {
    const measured = rates(sizes.map((size) => ({ run: through(size), stock: frames(codec, size) })));
    return sizes.map((size, index) => {
      const value = measured[index] as number;
      const cost = ((measured[0] as number) / value).toFixed(2);
      return `| ${name}${shown(size)} live calls | ${watchedBy} | ${shown(value)} | ${cost} |`;
    });
  };
  const rows = watchers.flatMap(({ title, watch }) => rowsOf('', title, (size) => throughState(size, watch)));
  rows.push(...rowsOf('floor: codec and a bare Map of records, ', '', throughMap));
  const stock = frames(codec, 1000);
  const [subject = 0, actors = 0] = rates([
    { run: throughSubject(), stock },
    { run: throughActors(1000), stock },
  ]);
  rows.push(`| floor: codec and a bare Subject | | ${shown(subject)} | |`);
  rows.push(`| floor: codec and a bare XState actor per call (1,000) | | ${shown(actors)} | |`);
  const memory = memoryPerCall();
  const { agents, calls, ms } = await resyncTime();
  return [
    '| decode + apply + three event subscribers | state subscriber | events per second | cost relative to 10 calls |',
    '|---|---|--:|--:|',
    ...rows,
    '',
    memory === undefined
      ? ''
      : `Memory of a live call: ${shown(memory.unseen)} bytes, ${shown(memory.seen)} after a first snapshot.`,
    `Resync of ${agents} agents and ${calls} calls over loopback (the simulator in the same process): ${shown(ms)} ms.`,
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await stateTable());
