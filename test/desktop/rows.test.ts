import type { Agent, Call, LiveQueueStatistics, Queue, Team } from 'rxcti';
import { describe, expect, it } from 'vitest';
import { noRows, scopeOf, teamRows, teamStatistics } from '../../demo/desktop/supervisor/team-rows.ts';
import { queueRows, sortByUrgency } from '../../demo/desktop/wallboard/queue-rows.ts';

const agent = (agentId: string, extension: string, more: Partial<Agent> = {}): Agent =>
  ({ agentId, extension, state: 'ready', since: 0, queueIds: [], ...more }) as Agent;
const call = (id: number, legs: Record<string, string>, more: Partial<Call> = {}): Call =>
  ({
    id,
    state: 'connected',
    queueIds: [],
    connections: new Map(
      Object.entries(legs).map(([deviceId, state]) => [deviceId, { deviceId, state, since: 0 }]),
    ),
    ...more,
  }) as unknown as Call;

describe('teamRows', () => {
  const anna = agent('anna', '2001', { firstName: 'Anna', lastName: 'Smith' });
  const bob = agent('bob', '2002');
  const held = call(1, { '2001': 'held', '4930': 'connected' });
  const talked = call(2, { 'x.2001': 'connected', '4931': 'connected' });
  const waiting = call(3, { '4932': 'connected', '6001': 'queued' }, { state: 'queued', queueIds: [5] });
  const foreign = call(4, { '3001': 'connected' });
  const ended = call(5, { '2002': 'connected' }, { endedAt: 1 });
  const all = [held, talked, waiting, foreign, ended];

  it('has the connected call of each agent, and the calls in the queues of the team only', () => {
    const rows = teamRows([anna, bob], all, new Set([5]), noRows);
    expect(rows.agents.map(({ name, call: own }) => [name, own?.id])).toEqual([
      ['Anna Smith', 2],
      ['bob', undefined],
    ]);
    expect(rows.calls.map(({ call: { id }, agents, queueId }) => [id, agents.length, queueId])).toEqual([
      [1, 1, undefined],
      [2, 1, undefined],
      [3, 0, 5],
    ]);
  });

  it('keeps the identity of unchanged rows', () => {
    const before = teamRows([anna, bob], all, new Set([5]), noRows);
    const busy = agent('bob', '2002', { state: 'talking' });
    const after = teamRows([anna, busy], all, new Set([5]), before);
    expect(after.agents[0]).toBe(before.agents[0]);
    expect(after.agents[1]).not.toBe(before.agents[1]);
    expect(after.calls.every((row, index) => row === before.calls[index])).toBe(true);
  });

  it('teamStatistics counts agents by state and callers in the queues', () => {
    const teams = [
      { teamId: 1, name: 'A', members: new Map([['anna', 0]]), queueIds: [5] },
      { teamId: 2, name: 'B', members: new Map([['bob', 0]]), queueIds: [5, 6] },
    ] as readonly Team[];
    const { memberIds, queueIds } = scopeOf(teams);
    expect([[...memberIds], [...queueIds]]).toEqual([
      ['anna', 'bob'],
      [5, 6],
    ]);
    const statistics = new Map<number, LiveQueueStatistics>([
      [5, { queueId: 5, callsWaiting: 2, longestWaitingSince: 900, agents: {} }],
      [6, { queueId: 6, callsWaiting: 1, longestWaitingSince: 800, agents: {} }],
      [7, { queueId: 7, callsWaiting: 9, longestWaitingSince: 1, agents: {} }],
    ]);
    const members = [
      anna,
      agent('bob', '2002', { state: 'reserved' }),
      agent('eve', '3', { state: 'loggedOut' }),
    ];
    expect(teamStatistics(members, queueIds, statistics)).toEqual({
      states: { ready: 1, talking: 1, work: 0, notReady: 0, loggedOut: 1 },
      callsWaiting: 3,
      longestWaitingSince: 800,
    });
  });
});

describe('queueRows', () => {
  const queues = new Map<number, Queue>(
    ['Sales', 'Queue 10', 'Queue 9', 'Support'].map((name, queueId) => [
      queueId,
      { queueId, name, autoWork: false },
    ]),
  );
  const none = { inTime: 0, late: 0, abandoned: 0 };
  const statistics = new Map<number, LiveQueueStatistics>([
    [
      0,
      {
        queueId: 0,
        callsWaiting: 1,
        longestWaitingSince: 500,
        agents: { ready: 2, reserved: 1, workReady: 1 },
      },
    ],
    [3, { queueId: 3, callsWaiting: 2, longestWaitingSince: 400, agents: {} }],
  ]);

  it('keeps the identity of unchanged rows and of the list', () => {
    const before = queueRows(queues, statistics, () => ({ ...none }), []);
    expect(before[0]).toMatchObject({
      name: 'Sales',
      waiting: 1,
      agentCounts: { ready: 2, talking: 1, work: 1 },
    });
    expect(queueRows(queues, statistics, () => ({ ...none }), before)).toBe(before);
    const after = queueRows(
      queues,
      statistics,
      (queueId) => ({ ...none, late: queueId === 3 ? 1 : 0 }),
      before,
    );
    expect(after.map((row, index) => row === before[index])).toEqual([true, true, true, false]);
  });

  it('sortByUrgency sorts by longest wait, then by name and number', () => {
    const rows = queueRows(queues, statistics, () => none, []);
    expect(sortByUrgency(rows, 'en').map(({ name }) => name)).toEqual([
      'Support',
      'Sales',
      'Queue 9',
      'Queue 10',
    ]);
  });
});
