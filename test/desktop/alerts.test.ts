import type { Agent, Device, QueueFigures } from 'rxcti';
import { describe, expect, it } from 'vitest';
import {
  dismiss,
  findAlerts,
  follow,
  nothingFollowed,
  overForMs,
  type Situation,
} from '../../demo/desktop/supervisor/alerts.ts';

const limits = { serviceLevelSeconds: 20, longWaitSeconds: 60, notReadySeconds: 900 };
const now = 10_000_000;

const agent = (
  agentId: string,
  state: Agent['state'],
  forSeconds: number,
  more: Partial<Agent> = {},
): Agent => ({ agentId, state, since: now - forSeconds * 1000, ...more }) as Agent;
const queue = (queueId: number, waitsForSeconds?: number): QueueFigures => ({
  queueId,
  callsWaiting: waitsForSeconds === undefined ? 0 : 1,
  agents: {},
  ...(waitsForSeconds === undefined ? {} : { longestWaitingSince: now - waitsForSeconds * 1000 }),
});
const device = (deviceId: string, inService: boolean): Device => ({
  deviceId,
  deviceClass: 'agent',
  inService,
  agentId: `owner of ${deviceId}`,
});
const quiet: Situation = { agents: [], figures: [], devices: [], help: [] };
const find = (situation: Partial<Situation>, at = now) => findAlerts({ ...quiet, ...situation }, limits, at);
const keys = (alerts: readonly { readonly key: string }[]): string[] => alerts.map(({ key }) => key);

describe('what is found', () => {
  it('agents who are not ready too long; no supervisors, nobody who does something else', () => {
    const agents = [
      agent('late', 'notReady', 900),
      agent('fine', 'notReady', 899),
      agent('boss', 'notReady', 9000, { role: 'supervisor' }),
      agent('busy', 'talking', 9000),
    ];
    expect(keys(find({ agents }))).toEqual(['notReady late']);
  });

  it('queues whose callers wait too long, phones out of service, calls for help', () => {
    const help = [{ kind: 'emergency' as const, callId: 7, deviceId: '2001', agentId: 'jdoe', at: now }];
    const figures = [queue(1), queue(2, 59), queue(3, 60)];
    const devices = [device('2001', true), device('2002', false)];
    expect(keys(find({ figures, devices, help }))).toEqual(['emergency 7', 'longWait 3', 'deviceDown 2002']);
  });
});

describe('what is followed', () => {
  const down = find({ devices: [device('2002', false)] });

  it('is shown once, keeps the moment it began with, and is over before it goes', () => {
    const first = follow(nothingFollowed, down, now);
    expect(keys(first.shown)).toEqual(['deviceDown 2002']);
    const later = follow(first, find({ devices: [device('2002', false)] }, now + 5000), now + 5000);
    expect(later).toBe(first);
    const over = follow(later, [], now + 6000);
    expect(over.shown).toMatchObject([{ key: 'deviceDown 2002', overAt: now + 6000 }]);
    expect(follow(over, [], now + 6000 + overForMs - 1).shown).toHaveLength(1);
    expect(follow(over, [], now + 6000 + overForMs).shown).toEqual([]);
  });

  it('alerts anew when it happens again', () => {
    const over = follow(follow(nothingFollowed, down, now), [], now + 1000);
    const again = follow(over, find({ devices: [device('2002', false)] }, now + 2000), now + 2000);
    expect(again.shown).toHaveLength(1);
    expect(again.shown[0]).toMatchObject({ since: now + 2000 });
    expect(again.shown[0]?.overAt).toBeUndefined();
  });

  it('stays away once dismissed, until it was over', () => {
    const away = dismiss(follow(nothingFollowed, down, now), 'deviceDown 2002');
    expect(away.shown).toEqual([]);
    const still = follow(away, down, now + 1000);
    expect(still.shown).toEqual([]);
    const over = follow(still, [], now + 2000);
    expect(over.shown).toEqual([]);
    expect(keys(follow(over, down, now + 3000).shown)).toEqual(['deviceDown 2002']);
  });

  it('the gravest first, what is over last', () => {
    const both = find({ agents: [agent('late', 'notReady', 1000)], devices: [device('2002', false)] });
    const help = [{ kind: 'assist' as const, callId: 9, deviceId: '2001', at: now }];
    const all = follow(
      follow(nothingFollowed, both, now),
      find({ help, agents: [agent('late', 'notReady', 1000)] }),
      now,
    );
    expect(keys(all.shown)).toEqual(['assist 9', 'notReady late', 'deviceDown 2002']);
  });
});
