import type { Agent, Device, SessionState } from 'rxcti';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Alarm,
  type AlarmState,
  type Limits,
  noAlarms,
  review,
  withStateChange,
} from '../../demo/scripts/reporting/alarms.ts';
import type { Picture, QueueRow } from '../../demo/scripts/reporting/snapshot.ts';
import { FakeClock } from './fake-clock.ts';

const minute = 60_000;
const limits: Limits = { flapChanges: 4, flapMs: 5 * minute, notReadyMs: 30 * minute, waitMs: minute };
const endpoint = { host: 'ccx', port: 42_027 };
const grant = { version: 17, servicesGranted: 0, servicesRefused: 0 };
const ready: SessionState = { name: 'ready', endpoint, grant };
const synchronizing = (online: boolean): SessionState => ({
  name: 'synchronizing',
  endpoint,
  grant,
  online,
  progress: { done: 0, total: 0 },
});
const lost = (message: string): SessionState =>
  ({ name: 'waiting', retryAt: 0, attempt: 1, error: new Error(message), next: endpoint }) as SessionState;

let clock: FakeClock;
let state: AlarmState;
let picture: Picture;

beforeEach(() => {
  clock = new FakeClock(0);
  state = noAlarms;
  picture = { session: ready, asOf: 0, agents: [], queues: [], devices: [], calls: 0 };
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

/** What is told when the center looks like this. */
function look(change: Partial<Picture> = {}): readonly Alarm[] {
  picture = { ...picture, ...change };
  const result = review(state, picture, limits, clock.now());
  state = result.state;
  return result.told;
}
const short = (alarms: readonly Alarm[]): string[] =>
  alarms.map(({ kind, subject, raised }) => `${raised ? '+' : '-'}${kind} ${subject}`);

function changeState(times: number): void {
  for (let time = 0; time < times; time++) state = withStateChange(state, 'jdoe', clock.now(), limits);
}

describe('a device', () => {
  it('raises once when it goes down and tells its recovery once', async () => {
    expect(look({ devices: [device(true)] })).toEqual([]);
    await clock.advance(1500);
    expect(look({ devices: [device(false)] })).toEqual([
      {
        kind: 'deviceDown',
        subject: '2001',
        raised: true,
        at: '1970-01-01T00:00:01.500Z',
        message: 'Device 2001 (agent) is out of service.',
      },
    ]);
    expect(look()).toEqual([]);
    expect(short(look({ devices: [device(true)] }))).toEqual(['-deviceDown 2001']);
    expect(look()).toEqual([]);
  });

  it('that is not configured any more is no alarm any more', () => {
    look({ devices: [device(false)] });
    expect(look({ devices: [] })).toMatchObject([
      { raised: false, message: '2001 is not configured any more.' },
    ]);
  });

  it('keeps its alarm while the session is down: nobody knows', () => {
    look({ devices: [device(false)] });
    expect(short(look({ session: lost('gone'), devices: [] }))).toEqual(['+sessionDown session']);
    expect(short(look({ session: ready, devices: [device(false)] }))).toEqual(['-sessionDown session']);
  });
});

describe('an agent who is not ready', () => {
  it('raises past the limit, not at it', async () => {
    look({ agents: [agent('notReady')] });
    await clock.advance(30 * minute);
    expect(look()).toEqual([]);
    await clock.advance(1);
    expect(look()).toMatchObject([
      { kind: 'agentNotReady', subject: 'jdoe', message: 'Agent jdoe has been not ready for 30:00.' },
    ]);
    await clock.advance(minute);
    expect(look()).toEqual([]);
    expect(look({ agents: [agent('ready')] })).toMatchObject([
      { raised: false, message: 'Agent jdoe is ready.' },
    ]);
  });

  it('does not begin anew with another reason', async () => {
    look({ agents: [agent('notReady')] });
    await clock.advance(29 * minute);
    look({ agents: [agent('notReady')] });
    await clock.advance(minute + 1);
    expect(short(look())).toEqual(['+agentNotReady jdoe']);
  });

  it('begins anew after having been ready', async () => {
    look({ agents: [agent('notReady')] });
    await clock.advance(29 * minute);
    look({ agents: [agent('ready')] });
    look({ agents: [agent('notReady')] });
    await clock.advance(2 * minute);
    expect(look()).toEqual([]);
  });
});

describe('an agent who flaps', () => {
  it('raises at more changes than allowed within the time', async () => {
    look({ agents: [agent('ready')] });
    changeState(4);
    expect(look()).toEqual([]);
    changeState(1);
    expect(short(look())).toEqual(['+agentFlapping jdoe']);
    changeState(20);
    expect(look()).toEqual([]);
  });

  it('does not raise at as many changes over a longer time', async () => {
    look({ agents: [agent('ready')] });
    for (let change = 0; change < 12; change++) {
      changeState(1);
      await clock.advance(1.5 * minute);
      expect(look()).toEqual([]);
    }
  });

  it('is over at half as many, so that the alarm itself does not flap', async () => {
    look({ agents: [agent('ready')] });
    changeState(3);
    await clock.advance(4 * minute);
    changeState(2);
    expect(short(look())).toEqual(['+agentFlapping jdoe']);
    await clock.advance(minute - 1);
    expect(look()).toEqual([]);
    await clock.advance(1);
    expect(short(look())).toEqual(['-agentFlapping jdoe']);
  });

  it('goes on while there are fewer changes than allowed, but more than half as many', async () => {
    look({ agents: [agent('ready')] });
    changeState(1);
    await clock.advance(minute);
    changeState(4);
    expect(short(look())).toEqual(['+agentFlapping jdoe']);
    await clock.advance(4 * minute);
    expect(look()).toEqual([]);
    await clock.advance(minute);
    expect(short(look())).toEqual(['-agentFlapping jdoe']);
  });
});

describe('a queue', () => {
  it('raises when its oldest call waits for too long, until it does not', async () => {
    look({ queues: [queue(0)] });
    await clock.advance(minute);
    expect(look()).toEqual([]);
    await clock.advance(1000);
    expect(look()).toMatchObject([
      { kind: 'queueWaiting', subject: '3', message: 'Queue Sales: the oldest call has waited for 1:01.' },
    ]);
    expect(short(look({ queues: [queue(clock.now())] }))).toEqual(['-queueWaiting 3']);
    expect(look({ queues: [queue()] })).toEqual([]);
  });
});

describe('while the session is not ready', () => {
  it('nothing is raised and nothing is over: what is shown may be long past', async () => {
    const shown = { agents: [agent('notReady')], queues: [queue(0)], devices: [device(true)] };
    look(shown);
    await clock.advance(minute);
    look({ session: synchronizing(true) });
    await clock.advance(60 * minute);
    expect(look({ devices: [device(false)] })).toEqual([]);
    expect(short(look({ session: ready }))).toEqual([
      '+deviceDown 2001',
      '+agentNotReady jdoe',
      '+queueWaiting 3',
    ]);
    expect(look({ session: synchronizing(true), ...shown, queues: [queue()] })).toEqual([]);
  });
});

describe('the session', () => {
  it.each(['idle', 'connecting', 'opening', 'closing'] as const)('says nothing while it is %s', (name) => {
    expect(look({ session: { name, endpoint, attempt: 1 } as SessionState })).toEqual([]);
  });

  it('raises when CCX is offline, and tells when it is back', () => {
    look();
    expect(short(look({ session: synchronizing(false) }))).toEqual(['+ccxOffline ccx']);
    expect(look()).toEqual([]);
    expect(short(look({ session: synchronizing(true) }))).toEqual(['-ccxOffline ccx']);
    expect(look({ session: ready })).toEqual([]);
  });

  it('raises when it is down, with the reason, and is up when it is of use again', () => {
    expect(look({ session: lost('the link broke') })).toMatchObject([
      { kind: 'sessionDown', subject: 'session', message: 'The session is down: the link broke' },
    ]);
    for (const session of [
      { name: 'connecting', endpoint, attempt: 2 } as const,
      synchronizing(true),
      lost('again'),
    ])
      expect(look({ session })).toEqual([]);
    expect(short(look({ session: ready }))).toEqual(['-sessionDown session']);
  });

  it('that opens to a CCX that is offline is up', () => {
    look({ session: lost('the link broke') });
    expect(short(look({ session: synchronizing(false) }))).toEqual([
      '+ccxOffline ccx',
      '-sessionDown session',
    ]);
  });

  it('raises when it is over for good, but not when the user ended it', () => {
    expect(look({ session: { name: 'closed', reason: 'user' } })).toEqual([]);
    expect(short(look({ session: { name: 'closed', reason: 'replaced' } }))).toEqual([
      '+sessionDown session',
    ]);
  });
});
