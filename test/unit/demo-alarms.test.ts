import type { Agent, Device, SessionState } from 'rxcti';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Alarm,
  type AlarmState,
  evaluateAlarms,
  initialAlarmState,
  type Limits,
  recordStateChange,
} from '../../demo/scripts/reporting/alarms.ts';
import type { QueueRow, Snapshot } from '../../demo/scripts/reporting/snapshot.ts';
import { FakeClock } from './fake-clock.ts';

const minute = 60_000;
const limits: Limits = { flapChanges: 4, flapMs: 5 * minute, notReadyMs: 30 * minute, waitMs: minute };
const endpoint = { host: 'ccx', port: 42_027 };
const grant = { version: 17, servicesGranted: 0, servicesRefused: 0 };
const ready: SessionState = { name: 'ready', reachable: true, endpoint, grant };
const synchronizing = (online: boolean): SessionState => ({
  name: 'synchronizing',
  reachable: true,
  endpoint,
  grant,
  online,
  progress: { done: 0, total: 0 },
});
const lost = (message: string): SessionState =>
  ({ name: 'waiting', retryAt: 0, attempt: 1, error: new Error(message), next: endpoint }) as SessionState;

let clock: FakeClock;
let state: AlarmState;
let snapshot: Snapshot;

beforeEach(() => {
  clock = new FakeClock(0);
  state = initialAlarmState;
  snapshot = { session: ready, asOf: 0, agents: [], queues: [], devices: [], calls: 0 };
});

function agent(name: Agent['state'], since = clock.now()): Agent {
  return {
    agentId: 'jdoe',
    queueIds: [],
    state: name,
    queueStates: new Map(),
    reasonCode: 0,
    since,
    stale: false,
  };
}
const device = (inService: boolean): Device => ({ deviceId: '2001', deviceClass: 'agent', inService });
const queue = (oldestSince?: number): QueueRow => ({
  queueId: 3,
  name: 'Sales',
  waiting: 1,
  ready: 0,
  talking: 0,
  ...(oldestSince === undefined ? {} : { oldestSince }),
});

/** The alarms raised or cleared after this change of the snapshot. */
function evaluate(change: Partial<Snapshot> = {}): readonly Alarm[] {
  snapshot = { ...snapshot, ...change };
  const result = evaluateAlarms(state, snapshot, limits, clock.now());
  state = result.state;
  return result.changes;
}
const short = (alarms: readonly Alarm[]): string[] =>
  alarms.map(({ kind, subject, raised }) => `${raised ? '+' : '-'}${kind} ${subject}`);

function changeState(times: number): void {
  for (let time = 0; time < times; time++) state = recordStateChange(state, 'jdoe', clock.now(), limits);
}

describe('deviceDown', () => {
  it('is raised once and cleared once', async () => {
    expect(evaluate({ devices: [device(true)] })).toEqual([]);
    await clock.advance(1500);
    expect(evaluate({ devices: [device(false)] })).toEqual([
      {
        kind: 'deviceDown',
        subject: '2001',
        raised: true,
        at: '1970-01-01T00:00:01.500Z',
        message: 'Device 2001 (agent) is out of service.',
      },
    ]);
    expect(evaluate()).toEqual([]);
    expect(short(evaluate({ devices: [device(true)] }))).toEqual(['-deviceDown 2001']);
    expect(evaluate()).toEqual([]);
  });

  it('is cleared when the device is removed from the configuration', () => {
    evaluate({ devices: [device(false)] });
    expect(evaluate({ devices: [] })).toMatchObject([
      { raised: false, message: '2001 is no longer configured.' },
    ]);
  });

  it('keeps its state while the session is down', () => {
    evaluate({ devices: [device(false)] });
    expect(short(evaluate({ session: lost('link lost'), devices: [] }))).toEqual(['+sessionDown session']);
    expect(short(evaluate({ session: ready, devices: [device(false)] }))).toEqual(['-sessionDown session']);
  });
});

describe('agentNotReady', () => {
  it('is raised after the limit, not at the limit', async () => {
    evaluate({ agents: [agent('notReady')] });
    await clock.advance(30 * minute);
    expect(evaluate()).toEqual([]);
    await clock.advance(1);
    expect(evaluate()).toMatchObject([
      { kind: 'agentNotReady', subject: 'jdoe', message: 'Agent jdoe has been not ready for 30:00.' },
    ]);
    await clock.advance(minute);
    expect(evaluate()).toEqual([]);
    expect(evaluate({ agents: [agent('ready')] })).toMatchObject([
      { raised: false, message: 'Agent jdoe is ready.' },
    ]);
  });

  it('does not restart when the reason changes', async () => {
    evaluate({ agents: [agent('notReady')] });
    await clock.advance(29 * minute);
    evaluate({ agents: [agent('notReady')] });
    await clock.advance(minute + 1);
    expect(short(evaluate())).toEqual(['+agentNotReady jdoe']);
  });

  it('restarts after the agent was ready', async () => {
    evaluate({ agents: [agent('notReady')] });
    await clock.advance(29 * minute);
    evaluate({ agents: [agent('ready')] });
    evaluate({ agents: [agent('notReady')] });
    await clock.advance(2 * minute);
    expect(evaluate()).toEqual([]);
  });
});

describe('agentFlapping', () => {
  it('is raised at more changes than the limit within the time', async () => {
    evaluate({ agents: [agent('ready')] });
    changeState(4);
    expect(evaluate()).toEqual([]);
    changeState(1);
    expect(short(evaluate())).toEqual(['+agentFlapping jdoe']);
    changeState(20);
    expect(evaluate()).toEqual([]);
  });

  it('is not raised when the changes spread over a longer time', async () => {
    evaluate({ agents: [agent('ready')] });
    for (let change = 0; change < 12; change++) {
      changeState(1);
      await clock.advance(1.5 * minute);
      expect(evaluate()).toEqual([]);
    }
  });

  it('is cleared at half the limit, so that the alarm does not flap', async () => {
    evaluate({ agents: [agent('ready')] });
    changeState(3);
    await clock.advance(4 * minute);
    changeState(2);
    expect(short(evaluate())).toEqual(['+agentFlapping jdoe']);
    await clock.advance(minute - 1);
    expect(evaluate()).toEqual([]);
    await clock.advance(1);
    expect(short(evaluate())).toEqual(['-agentFlapping jdoe']);
  });

  it('stays raised between half the limit and the limit', async () => {
    evaluate({ agents: [agent('ready')] });
    changeState(1);
    await clock.advance(minute);
    changeState(4);
    expect(short(evaluate())).toEqual(['+agentFlapping jdoe']);
    await clock.advance(4 * minute);
    expect(evaluate()).toEqual([]);
    await clock.advance(minute);
    expect(short(evaluate())).toEqual(['-agentFlapping jdoe']);
  });
});

describe('queueWaiting', () => {
  it('is raised after the limit and cleared when the call has left the queue', async () => {
    evaluate({ queues: [queue(0)] });
    await clock.advance(minute);
    expect(evaluate()).toEqual([]);
    await clock.advance(1000);
    expect(evaluate()).toMatchObject([
      { kind: 'queueWaiting', subject: '3', message: 'Queue Sales: longest wait 1:01.' },
    ]);
    expect(short(evaluate({ queues: [queue(clock.now())] }))).toEqual(['-queueWaiting 3']);
    expect(evaluate({ queues: [queue()] })).toEqual([]);
  });
});

describe('while the session is not ready', () => {
  it('raises and clears nothing, since the data may be outdated', async () => {
    const data = { agents: [agent('notReady')], queues: [queue(0)], devices: [device(true)] };
    evaluate(data);
    await clock.advance(minute);
    evaluate({ session: synchronizing(true) });
    await clock.advance(60 * minute);
    expect(evaluate({ devices: [device(false)] })).toEqual([]);
    expect(short(evaluate({ session: ready }))).toEqual([
      '+deviceDown 2001',
      '+agentNotReady jdoe',
      '+queueWaiting 3',
    ]);
    expect(evaluate({ session: synchronizing(true), ...data, queues: [queue()] })).toEqual([]);
  });
});

describe('ccxOffline and sessionDown', () => {
  it.each(['idle', 'connecting', 'opening', 'closing'] as const)(
    'do not change while the session is %s',
    (name) => {
      expect(evaluate({ session: { name, endpoint, attempt: 1 } as SessionState })).toEqual([]);
    },
  );

  it('ccxOffline is raised while CCX is offline', () => {
    evaluate();
    expect(short(evaluate({ session: synchronizing(false) }))).toEqual(['+ccxOffline ccx']);
    expect(evaluate()).toEqual([]);
    expect(short(evaluate({ session: synchronizing(true) }))).toEqual(['-ccxOffline ccx']);
    expect(evaluate({ session: ready })).toEqual([]);
  });

  it('sessionDown is raised with the reason and cleared when the session is ready', () => {
    expect(evaluate({ session: lost('link lost') })).toMatchObject([
      { kind: 'sessionDown', subject: 'session', message: 'The session is down: link lost' },
    ]);
    for (const session of [
      { name: 'connecting', reachable: false, endpoint, attempt: 2 } as const,
      synchronizing(true),
      lost('again'),
    ])
      expect(evaluate({ session })).toEqual([]);
    expect(short(evaluate({ session: ready }))).toEqual(['-sessionDown session']);
  });

  it('sessionDown is cleared when the session opens while CCX is offline', () => {
    evaluate({ session: lost('link lost') });
    expect(short(evaluate({ session: synchronizing(false) }))).toEqual([
      '+ccxOffline ccx',
      '-sessionDown session',
    ]);
  });

  it('sessionDown is raised when the session is replaced, not when the user closed it', () => {
    expect(evaluate({ session: { name: 'closed', reachable: false, reason: 'user' } })).toEqual([]);
    expect(short(evaluate({ session: { name: 'closed', reachable: false, reason: 'replaced' } }))).toEqual([
      '+sessionDown session',
    ]);
  });
});
