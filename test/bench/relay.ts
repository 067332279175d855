/**
 * The relay compared with a bare `ws` server that broadcasts the same bytes: both in this process, measured in turn, each with
 * its clients in another process. Then the cost of each additional client, and the start time of pages.
 */
import { pathToFileURL } from 'node:url';
import { measureSteadyRate, measureThroughput, type Setup, type SteadyRate, setUp } from './relay-runner.ts';
import { startTable } from './relay-start.ts';
import { bareSubject, relaySubject } from './relay-subjects.ts';

interface Results extends SteadyRate {
  readonly deliveriesPerSecond: number;
  readonly batchedPerSecond: number;
  readonly bytesPerClient: number;
}

type Pair<T> = readonly [relay: T, bare: T];

const rounds = 5;
const steadyRounds = 3;
const steadySeconds = 3;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;

const setUpBoth = async (clients: number): Promise<Pair<Setup>> => [
  await setUp(relaySubject, clients),
  await setUp(bareSubject, clients),
];

async function end(both: Pair<Setup>): Promise<void> {
  for (const { subject, clientProcess } of both) {
    clientProcess.end();
    await subject.close();
  }
}

/** Measures the throughput of both in turn, several times; returns the medians. */
async function compareThroughput(both: Pair<Setup>) {
  const singles: Pair<number[]> = [[], []];
  const batches: Pair<number[]> = [[], []];
  for (let round = 0; round <= rounds; round++) {
    for (const which of [0, 1] as const) {
      const single = await measureThroughput(both[which], 1);
      const batch = await measureThroughput(both[which], 10);
      if (round === 0) continue; // warm-up
      singles[which].push(single);
      batches[which].push(batch);
    }
  }
  const of = (which: 0 | 1) => ({
    deliveriesPerSecond: median(singles[which]),
    batchedPerSecond: median(batches[which]),
    bytesPerClient: both[which].bytesPerClient,
  });
  return [of(0), of(1)] as const;
}

/** The same for a steady stream of events. */
async function compareSteadyRate(both: Pair<Setup>): Promise<Pair<SteadyRate>> {
  const measured: Pair<SteadyRate[]> = [[], []];
  for (let round = 0; round <= steadyRounds; round++) {
    for (const which of [0, 1] as const) {
      const one = await measureSteadyRate(both[which], round === 0 ? 1 : steadySeconds);
      if (round > 0) measured[which].push(one);
    }
  }
  const of = (which: 0 | 1): SteadyRate => {
    const middle = (name: keyof SteadyRate): number => median(measured[which].map((one) => one[name]));
    return {
      medianMs: middle('medianMs'),
      p99Ms: middle('p99Ms'),
      cpuShare: middle('cpuShare'),
      deliveryMicros: middle('deliveryMicros'),
    };
  };
  return [of(0), of(1)];
}

/** Returns Markdown tables. */
export async function relayTable(): Promise<string> {
  const tables: string[] = [];
  const costs = new Map<number, Pair<SteadyRate>>();
  for (const clients of [100, 200, 500, 1000]) {
    const both = await setUpBoth(clients);
    const isShown = clients === 200 || clients === 1000;
    const [relayThroughput, bareThroughput] = isShown ? await compareThroughput(both) : [];
    const [relay, bare] = await compareSteadyRate(both);
    costs.set(clients, [relay, bare]);
    if (relayThroughput && bareThroughput)
      tables.push(tableOf(clients, { ...relayThroughput, ...relay }, { ...bareThroughput, ...bare }));
    await end(both);
  }
  return [...tables, costTable(costs), await startTable()].join('\n\n');
}

/** CPU time per client and event. The last row is per additional client between 200 and 1,000. */
function costTable(costs: ReadonlyMap<number, Pair<SteadyRate>>): string {
  const row = (name: string, [relay, bare]: Pair<number>): string =>
    `| ${name} | ${relay.toFixed(1)} µs | ${bare.toFixed(1)} µs | ${(relay / bare).toFixed(2)} |`;
  const micros = (clients: number, which: 0 | 1): number => costs.get(clients)?.[which].deliveryMicros ?? 0;
  const more = (which: 0 | 1): number => (1000 * micros(1000, which) - 200 * micros(200, which)) / 800;
  return [
    '| CPU time per delivery, 60 events per second | relay | bare ws | relay / ws |',
    '|---|--:|--:|--:|',
    ...[...costs.keys()].map((clients) =>
      row(`${clients.toLocaleString('en')} clients`, [micros(clients, 0), micros(clients, 1)]),
    ),
    row('each additional client, from 200 to 1,000', [more(0), more(1)]),
  ].join('\n');
}

function tableOf(clients: number, relay: Results, bare: Results): string {
  const per = (value: number): string => Math.round(value).toLocaleString('en');
  const ratio = (a: number, b: number): string => (a / b).toFixed(2);
  const rows: readonly (readonly string[])[] = [
    [
      'deliveries per second, one event at a time',
      per(relay.deliveriesPerSecond),
      per(bare.deliveriesPerSecond),
      ratio(relay.deliveriesPerSecond, bare.deliveriesPerSecond),
    ],
    [
      'deliveries per second, ten events at a time',
      per(relay.batchedPerSecond),
      per(bare.batchedPerSecond),
      ratio(relay.batchedPerSecond, bare.batchedPerSecond),
    ],
    [
      '60 events per second: median delay',
      `${relay.medianMs.toFixed(1)} ms`,
      `${bare.medianMs.toFixed(1)} ms`,
      '',
    ],
    [
      '60 events per second: 99th percentile',
      `${relay.p99Ms.toFixed(1)} ms`,
      `${bare.p99Ms.toFixed(1)} ms`,
      `${(relay.p99Ms - bare.p99Ms).toFixed(1)} ms added`,
    ],
    [
      '60 events per second: CPU, of one core',
      `${Math.round(relay.cpuShare * 100)} %`,
      `${Math.round(bare.cpuShare * 100)} %`,
      '',
    ],
    [
      'memory per client',
      `${(relay.bytesPerClient / 1024).toFixed(1)} KB`,
      `${(bare.bytesPerClient / 1024).toFixed(1)} KB`,
      '',
    ],
  ];
  return [
    `| ${clients.toLocaleString('en')} clients | relay | bare ws | relay / ws |`,
    '|---|--:|--:|--:|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(await relayTable());
  process.exit(0);
}
