/**
 * A reporting application: watches a whole contact center in bridge mode, prints a report every few seconds, and raises
 * alarms on the console and to a webhook. `--help` lists its options.
 */
import { bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { type Alarm, noAlarms, review, withStateChange } from './reporting/alarms.ts';
import { reportOf } from './reporting/report.ts';
import { pictureOf } from './reporting/snapshot.ts';
import {
  ccxOptions,
  helpText,
  number,
  readOptions,
  UsageError,
  webAddress,
  whole,
} from './shared/options.ts';
import { createWebhook } from './shared/webhook.ts';

const options = {
  ...ccxOptions('reporting'),
  interval: { value: 'seconds', help: 'time between reports', read: number(0.1, 3600), fallback: '5' },
  rows: { value: 'agents', help: 'most agents in a report', read: whole(0, 10_000), fallback: '40' },
  webhook: { value: 'address', help: 'where alarms are posted as JSON', read: webAddress },
  flapChanges: {
    value: 'changes',
    help: "alarm when an agent's state changes more often than this...",
    read: whole(1, 1000),
    fallback: '20',
  },
  flapMinutes: { value: 'minutes', help: '...within this time', read: number(0.01, 1440), fallback: '10' },
  notReadyMinutes: {
    value: 'minutes',
    help: 'alarm when an agent is not ready for longer',
    read: number(0, 10_080),
    fallback: '30',
  },
  waitSeconds: {
    value: 'seconds',
    help: 'alarm when the oldest call of a queue waits for longer',
    read: number(0, 86_400),
    fallback: '60',
  },
} as const;
const purpose =
  'Reports the agents and queues of a Unified CCX, and raises alarms: a device is down, an agent flaps or stays not\n' +
  'ready, a queue waits, CCX is offline, the session is down.';

async function main(): Promise<void> {
  const given = readOptions(options, process.argv.slice(2), process.env);
  if (given === 'help') return console.log(helpText('reporting.ts', purpose, options));
  const limits = {
    flapChanges: given.flapChanges,
    flapMs: given.flapMinutes * 60_000,
    notReadyMs: given.notReadyMinutes * 60_000,
    waitMs: given.waitSeconds * 1000,
  };
  const webhook = given.webhook && createWebhook({ url: given.webhook, complain: console.error });
  const client = createCtiClient({
    transport: tcp(),
    endpoints: given.ccxHost.map((host) => ({ host, port: given.ccxPort })),
    mode: bridgeMode({ clientId: given.clientId }),
  });

  let alarms = noAlarms;
  function look(): void {
    const now = Date.now();
    const { state, told } = review(alarms, pictureOf(client), limits, now);
    alarms = state;
    for (const alarm of told) {
      console.log(lineOf(alarm));
      webhook?.post(alarm);
    }
  }
  client.agents.changes$.subscribe((change) => {
    // What a resynchronization finds is no change of the agent's.
    if (change.kind !== 'changed' || change.previous.stale || change.value.state === change.previous.state)
      return;
    alarms = withStateChange(alarms, change.key, Date.now(), limits);
  });
  client.session.subscribe(look);
  client.devices.subscribe(look);
  const clock = setInterval(look, Math.min(1000, given.interval * 1000));
  const report = setInterval(
    () => console.log(reportOf(pictureOf(client), given.rows, Date.now())),
    given.interval * 1000,
  );

  const signaled = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const ended = new Promise<void>((resolve) => client.session.value$.subscribe({ complete: resolve }));
  client.connect().catch(() => {}); // why, the session's last state tells
  await Promise.race([signaled, ended]);
  clearInterval(clock);
  clearInterval(report);
  const last = client.session.getSnapshot();
  await Promise.all([client.close(), webhook?.close(3000)]);
  if (last.name !== 'closed') return;
  console.error(last.error?.message ?? `the session has ended: ${last.reason}`);
  process.exitCode = 1;
}

function lineOf({ at, raised, kind, subject, message }: Alarm): string {
  return `${at}  ${raised ? 'ALARM' : 'OVER '}  ${kind} ${subject}: ${message}`;
}

main().catch((error: unknown) => {
  console.error(`reporting.ts: ${error instanceof Error ? error.message : error}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
