import type { Agent, Device, LiveQueueStatistics } from 'rxcti';
import { describe, expect, it } from 'vitest';
import {
  type AlertInput,
  dismiss,
  endedVisibleMs,
  findAlerts,
  noAlerts,
  updateAlerts,
} from '../../demo/desktop/supervisor/alerts.ts';

const limits = { serviceLevelSeconds: 20, longWaitSeconds: 60, notReadySeconds: 900 };
const now = 10_000_000;

const agent = (
  agentId: string,
  state: Agent['state'],
  forSeconds: number,
  more: Partial<Agent> = {},
): Agent => ({ agentId, state, since: now - forSeconds * 1000, ...more }) as Agent;
const queue = (queueId: number, waitsForSeconds?: number): LiveQueueStatistics => ({
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
const empty: AlertInput = { agents: [], queueStatistics: [], devices: [], helpRequests: [] };
const find = (situation: Partial<AlertInput>, at = now) => findAlerts({ ...empty, ...situation }, limits, at);
const keys = (alerts: readonly { readonly key: string }[]): string[] => alerts.map(({ key }) => key);

describe('findAlerts', () => {
  it('finds agents who exceed the time not ready, but no supervisors and no other states', () => {
    const agents = [
      agent('late', 'notReady', 900),
      agent('fine', 'notReady', 899),
      agent('boss', 'notReady', 9000, { role: 'supervisor' }),
      agent('busy', 'talking', 9000),
    ];
    expect(keys(find({ agents }))).toEqual(['notReady late']);
  });

  it('finds queues with a long wait, phones out of service and help requests', () => {
    const helpRequests = [
      { kind: 'emergency' as const, callId: 7, deviceId: '2001', agentId: 'jdoe', at: now },
    ];
    const queueStatistics = [queue(1), queue(2, 59), queue(3, 60)];
    const devices = [device('2001', true), device('2002', false)];
    expect(keys(find({ queueStatistics, devices, helpRequests }))).toEqual([
      'emergency 7',
      'longWait 3',
      'deviceDown 2002',
    ]);
  });
});

describe('updateAlerts', () => {
  const down = find({ devices: [device('2002', false)] });

  it('keeps the start time of an active alert and shows an ended one for a limited time', () => {
    const first = updateAlerts(noAlerts, down, now);
    expect(keys(first.shown)).toEqual(['deviceDown 2002']);
    const later = updateAlerts(first, find({ devices: [device('2002', false)] }, now + 5000), now + 5000);
    expect(later).toBe(first);
    const over = updateAlerts(later, [], now + 6000);
    expect(over.shown).toMatchObject([{ key: 'deviceDown 2002', endedAt: now + 6000 }]);
    expect(updateAlerts(over, [], now + 6000 + endedVisibleMs - 1).shown).toHaveLength(1);
    expect(updateAlerts(over, [], now + 6000 + endedVisibleMs).shown).toEqual([]);
  });

  it('raises a new alert when the condition returns', () => {
    const over = updateAlerts(updateAlerts(noAlerts, down, now), [], now + 1000);
    const again = updateAlerts(over, find({ devices: [device('2002', false)] }, now + 2000), now + 2000);
    expect(again.shown).toHaveLength(1);
    expect(again.shown[0]).toMatchObject({ since: now + 2000 });
    expect(again.shown[0]?.endedAt).toBeUndefined();
  });

  it('hides a dismissed alert until its condition ends', () => {
    const away = dismiss(updateAlerts(noAlerts, down, now), 'deviceDown 2002');
    expect(away.shown).toEqual([]);
    const still = updateAlerts(away, down, now + 1000);
    expect(still.shown).toEqual([]);
    const over = updateAlerts(still, [], now + 2000);
    expect(over.shown).toEqual([]);
    expect(keys(updateAlerts(over, down, now + 3000).shown)).toEqual(['deviceDown 2002']);
  });

  it('sorts by severity, ended alerts last', () => {
    const both = find({ agents: [agent('late', 'notReady', 1000)], devices: [device('2002', false)] });
    const helpRequests = [{ kind: 'assist' as const, callId: 9, deviceId: '2001', at: now }];
    const all = updateAlerts(
      updateAlerts(noAlerts, both, now),
      find({ helpRequests, agents: [agent('late', 'notReady', 1000)] }),
      now,
    );
    expect(keys(all.shown)).toEqual(['assist 9', 'notReady late', 'deviceDown 2002']);
  });
});
