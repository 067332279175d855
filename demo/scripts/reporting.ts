/**
 * A reporting program: watches a contact center in bridge mode, prints a report every few seconds, and raises alarms on
 * the console and to a webhook. `--help` lists its options.
 */
import { bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { type Alarm, evaluateAlarms, initialAlarmState, recordStateChange } from './reporting/alarms.ts';
import { formatReport } from './reporting/report.ts';
import { takeSnapshot } from './reporting/snapshot.ts';
import { ccxOptions, helpText, httpUrl, integer, number, readOptions, UsageError } from './shared/options.ts';
import { createWebhook } from './shared/webhook.ts';

const options = {
  ...ccxOptions('reporting'),
  interval: {
    placeholder: 'seconds',
    help: 'time between reports',
    parse: number(0.1, 3600),
    default: '5',
  },
  rows: {
    placeholder: 'agents',
    help: 'maximum number of agents in a report',
    parse: integer(0, 10_000),
    default: '40',
  },
  webhook: { placeholder: 'url', help: 'URL to post alarms to, as JSON', parse: httpUrl },
  flapChanges: {
    placeholder: 'changes',
    help: 'raise an alarm when an agent changes state more often than this ...',
    parse: integer(1, 1000),
    default: '20',
  },
  flapMinutes: {
    placeholder: 'minutes',
    help: '... within this time',
    parse: number(0.01, 1440),
    default: '10',
  },
  notReadyMinutes: {
    placeholder: 'minutes',
    help: 'raise an alarm when an agent is not ready for longer than this',
    parse: number(0, 10_080),
    default: '30',
  },
  waitSeconds: {
    placeholder: 'seconds',
    help: 'raise an alarm when a call waits in a queue for longer than this',
    parse: number(0, 86_400),
    default: '60',
  },
} as const;
const description =
  'Prints a report of the agents and queues of a CCX. Raises alarms: device out of service, agent changes state too\n' +
  'often or stays not ready, long wait in a queue, CCX offline, session down.';

async function main(): Promise<void> {
  const settings = readOptions(options, process.argv.slice(2), process.env);
  if (settings === 'help') return console.log(helpText('reporting.ts', description, options));
  const limits = {
    flapChanges: settings.flapChanges,
    flapMs: settings.flapMinutes * 60_000,
    notReadyMs: settings.notReadyMinutes * 60_000,
    waitMs: settings.waitSeconds * 1000,
  };
  const webhook = settings.webhook && createWebhook({ url: settings.webhook, logError: console.error });
  const client = createCtiClient({
    transport: tcp(),
    endpoints: settings.ccxHost.map((host) => ({ host, port: settings.ccxPort })),
    mode: bridgeMode({ clientId: settings.clientId }),
  });

  let alarmState = initialAlarmState;
  function updateAlarms(): void {
    const result = evaluateAlarms(alarmState, takeSnapshot(client), limits, Date.now());
    alarmState = result.state;
    for (const alarm of result.changes) {
      console.log(formatAlarm(alarm));
      webhook?.post(alarm);
    }
  }
  client.agents.changes$.subscribe((change) => {
    // Differences found by a resync are not state changes of the agent.
    if (change.kind !== 'changed' || change.previous.stale || change.value.state === change.previous.state)
      return;
    alarmState = recordStateChange(alarmState, change.key, Date.now(), limits);
  });
  client.session.subscribe(updateAlarms);
  client.devices.subscribe(updateAlarms);
  const alarmTimer = setInterval(updateAlarms, Math.min(1000, settings.interval * 1000));
  const reportTimer = setInterval(
    () => console.log(formatReport(takeSnapshot(client), settings.rows, Date.now())),
    settings.interval * 1000,
  );

  const signalled = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const ended = new Promise<void>((resolve) => client.session.value$.subscribe({ complete: resolve }));
  client.connect().catch(() => {}); // the last session state has the reason
  await Promise.race([signalled, ended]);
  clearInterval(alarmTimer);
  clearInterval(reportTimer);
  const last = client.session.getSnapshot();
  await Promise.all([client.close(), webhook?.close(3000)]);
  if (last.name !== 'closed') return;
  console.error(last.error?.message ?? `session closed: ${last.reason}`);
  process.exitCode = 1;
}

function formatAlarm({ at, raised, kind, subject, message }: Alarm): string {
  return `${at}  ${raised ? 'ALARM' : 'CLEAR'}  ${kind} ${subject}: ${message}`;
}

main().catch((error: unknown) => {
  console.error(`reporting.ts: ${error instanceof Error ? error.message : error}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
