/**
 * The relay beside a bare `ws` server that broadcasts the same bytes: both in this process, one after the other, in front
 * of the same crowd of browsers in another process. Then what one more browser costs, and how long pages take to start.
 */
import { pathToFileURL } from 'node:url';
import { flood, type Paced, pace, type Stage, stage } from './relay-stage.ts';
import { startTable } from './relay-start.ts';
import { bareSubject, relaySubject } from './relay-subjects.ts';

interface Figures extends Paced {
  readonly deliveriesPerSecond: number;
  readonly batchedPerSecond: number;
  readonly bytesPerBrowser: number;
}

type Pair<T> = readonly [relay: T, bare: T];

const rounds = 5;
const pacedRounds = 3;
const pacedSeconds = 3;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;

const stages = async (browsers: number): Promise<Pair<Stage>> => [
  await stage(relaySubject, browsers),
  await stage(bareSubject, browsers),
];

async function end(both: Pair<Stage>): Promise<void> {
  for (const { subject, crowd } of both) {
    crowd.end();
    await subject.close();
  }
}

/** Measures the two in turn, several times, and gives the medians. */
async function flat(both: Pair<Stage>) {
  const singles: Pair<number[]> = [[], []];
  const batches: Pair<number[]> = [[], []];
  for (let round = 0; round <= rounds; round++) {
    for (const which of [0, 1] as const) {
      const single = await flood(both[which], 1);
      const batch = await flood(both[which], 10);
      if (round === 0) continue; // warm
      singles[which].push(single);
      batches[which].push(batch);
    }
  }
  const of = (which: 0 | 1) => ({
    deliveriesPerSecond: median(singles[which]),
    batchedPerSecond: median(batches[which]),
    bytesPerBrowser: both[which].bytesPerBrowser,
  });
  return [of(0), of(1)] as const;
}

/** The same for a steady stream of events. */
async function paced(both: Pair<Stage>): Promise<Pair<Paced>> {
  const measured: Pair<Paced[]> = [[], []];
  for (let round = 0; round <= pacedRounds; round++) {
    for (const which of [0, 1] as const) {
      const one = await pace(both[which], round === 0 ? 1 : pacedSeconds);
      if (round > 0) measured[which].push(one);
    }
  }
  const of = (which: 0 | 1): Paced => {
    const middle = (name: keyof Paced): number => median(measured[which].map((one) => one[name]));
    return {
      medianMs: middle('medianMs'),
      p99Ms: middle('p99Ms'),
      cpuShare: middle('cpuShare'),
      deliveryMicros: middle('deliveryMicros'),
    };
  };
  return [of(0), of(1)];
}

/** Measures all; gives Markdown tables. */
export async function relayTable(): Promise<string> {
  const tables: string[] = [];
  const costs = new Map<number, Pair<Paced>>();
  for (const browsers of [100, 200, 500, 1000]) {
    const both = await stages(browsers);
    const isShown = browsers === 200 || browsers === 1000;
    const [relayFlat, bareFlat] = isShown ? await flat(both) : [];
    const [relay, bare] = await paced(both);
    costs.set(browsers, [relay, bare]);
    if (relayFlat && bareFlat)
      tables.push(tableOf(browsers, { ...relayFlat, ...relay }, { ...bareFlat, ...bare }));
    await end(both);
  }
  return [...tables, costTable(costs), await startTable()].join('\n\n');
}

/** Processor time for each browser and event; the last row is for each browser more between 200 and 1,000. */
function costTable(costs: ReadonlyMap<number, Pair<Paced>>): string {
  const row = (name: string, [relay, bare]: Pair<number>): string =>
    `| ${name} | ${relay.toFixed(1)} µs | ${bare.toFixed(1)} µs | ${(relay / bare).toFixed(2)} |`;
  const micros = (browsers: number, which: 0 | 1): number => costs.get(browsers)?.[which].deliveryMicros ?? 0;
  const more = (which: 0 | 1): number => (1000 * micros(1000, which) - 200 * micros(200, which)) / 800;
  return [
    '| CPU time per delivery, 60 events per second | relay | bare ws | relay / ws |',
    '|---|--:|--:|--:|',
    ...[...costs.keys()].map((browsers) =>
      row(`${browsers.toLocaleString('en')} clients`, [micros(browsers, 0), micros(browsers, 1)]),
    ),
    row('each additional client, from 200 to 1,000', [more(0), more(1)]),
  ].join('\n');
}

function tableOf(browsers: number, relay: Figures, bare: Figures): string {
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
      `${(relay.bytesPerBrowser / 1024).toFixed(1)} KB`,
      `${(bare.bytesPerBrowser / 1024).toFixed(1)} KB`,
      '',
    ],
  ];
  return [
    `| ${browsers.toLocaleString('en')} clients | relay | bare ws | relay / ws |`,
    '|---|--:|--:|--:|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(await relayTable());
  process.exit(0);
}
