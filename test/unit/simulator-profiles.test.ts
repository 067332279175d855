import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../simulator/index.ts';
import { advanceMinutes, simulate } from './simulator-harness.ts';

const supervisor = 2;
const loggedOut = 1;

describe.each([
  ['ova100', { people: 500, supervisors: 10, loggedIn: 100, queues: 60, teams: 10 }],
  ['ova400', { people: 2000, supervisors: 42, loggedIn: 400, queues: 250, teams: 40 }],
] as const)('the profile %s', (profile, sizes) => {
  const { agents, queues } = createSimulator({ profile }).snapshot();

  it('has the given numbers of agents, queues and teams', () => {
    expect(agents).toHaveLength(sizes.people);
    expect(new Set(agents.map(({ agentId }) => agentId)).size).toBe(sizes.people);
    expect(new Set(agents.map(({ extension }) => extension)).size).toBe(sizes.people);
    expect(agents.filter(({ type }) => type === supervisor)).toHaveLength(sizes.supervisors);
    expect(queues).toHaveLength(sizes.queues);
    expect(new Set(agents.map(({ teamId }) => teamId)).size).toBe(sizes.teams);
  });

  it('has its agents and all supervisors logged in', () => {
    const there = agents.filter(({ state }) => state !== loggedOut);
    expect(there.filter(({ type }) => type !== supervisor)).toHaveLength(sizes.loggedIn);
    expect(there.filter(({ type }) => type === supervisor)).toHaveLength(sizes.supervisors);
  });

  it('gives each agent 25 queues, each team a supervisor, each queue agents who are logged in', () => {
    for (const { type, csqIds } of agents) {
      expect(new Set(csqIds).size).toBe(type === supervisor ? 0 : 25);
    }
    const teamSizes = new Map<number, number>();
    for (const { teamId } of agents) teamSizes.set(teamId, (teamSizes.get(teamId) ?? 0) + 1);
    expect(Math.max(...teamSizes.values())).toBe(50);
    const supervised = new Set(agents.filter(({ type }) => type === supervisor).map(({ teamId }) => teamId));
    expect(supervised.size).toBe(sizes.teams);
    const staff = queues.map(
      ({ csqId }) => agents.filter((agent) => agent.state === 3 && agent.csqIds.includes(csqId)).length,
    );
    expect(Math.min(...staff)).toBeGreaterThan(10);
  });
});

it('keeps other agents logged out all day', async () => {
  const { simulator, clock } = simulate({ agents: 60, supervisors: 4, loggedIn: 20, callsPerHour: 0 });
  const atWork = (): string[] =>
    simulator
      .snapshot()
      .agents.filter(({ state }) => state !== loggedOut)
      .map(({ agentId }) => agentId);
  const first = new Set(atWork());
  expect(first.size).toBe(24);
  await simulator.listen({ port: 0 });
  const later = new Set<string>();
  await advanceMinutes(clock, 120, [], () => {
    for (const agentId of atWork()) later.add(agentId);
  });
  await simulator.close();
  expect([...later].filter((agentId) => !first.has(agentId))).toEqual([]);
});

describe('single sizes', () => {
  it('override the profile', () => {
    const { agents, queues } = createSimulator({ profile: 'ova100', agents: 40, queues: 5 }).snapshot();
    expect(agents).toHaveLength(40);
    expect(queues).toHaveLength(5);
    expect(agents.filter(({ type }) => type === supervisor)).toHaveLength(10);
    expect(agents.filter(({ state }) => state !== loggedOut)).toHaveLength(40);
    expect(Math.max(...agents.map(({ csqIds }) => csqIds.length))).toBe(5);
  });

  it.each([
    [{ profile: 'huge' as 'small' }, 'profile must be one of small, ova100, ova400, not "huge"'],
    [{ agents: -1 }, 'agents must be above 0'],
    [{ agents: 2.5 }, 'agents must be an integer from 1 to 100000, not 2.5'],
    [{ loggedIn: 13 }, 'loggedIn must be an integer from 0 to 12, not 13'],
    [{ supervisors: 13 }, 'supervisors must be an integer from 0 to 12, not 13'],
    [{ queuesPerAgent: 4 }, 'queuesPerAgent must be an integer from 0 to 3, not 4'],
    [{ agentsPerTeam: 0 }, 'agentsPerTeam must be above 0'],
    [{ callsPerHour: Number.NaN }, 'callsPerHour must be at least 0'],
  ])('are rejected if invalid: %j', (options, message) => {
    expect(() => createSimulator(options)).toThrow(message);
  });
});

describe('other options', () => {
  it.each([
    [{ speed: 0 }, 'speed must be above 0'],
    [{ seed: Number.NaN }, 'seed must be a number, not NaN'],
    [{ autoAnswer: 'never' as 'always' }, 'autoAnswer must be one of true, false, always, not never'],
    [{ role: 'slave' as 'standby' }, 'role must be one of master, standby, not slave'],
    [{ failOn: 'all' as 'actions' }, 'failOn must be one of violations, actions, nothing, not all'],
    [{ lengthBytes: 3 as 2 }, 'lengthBytes must be one of 1, 2, not 3'],
    [{ services: -1 }, 'services must be a 32-bit mask, not -1'],
    [{ versions: { lowest: 18, highest: 10 } }, 'versions must be integers from 10 to 18, not 18 to 10'],
    [{ versions: { lowest: 9, highest: 18 } }, 'versions must be integers from 10 to 18, not 9 to 18'],
  ])('are rejected if invalid: %j', (options, message) => {
    expect(() => createSimulator(options)).toThrow(message);
  });
});

it('has unique numbers at any size', () => {
  const { agents, queues } = createSimulator({ agents: 4500, queues: 1200, ports: 1500 }).snapshot();
  const extensions = new Set(agents.map(({ extension }) => extension));
  expect(extensions.size).toBe(4500);
  expect(queues).toHaveLength(1200);
  // Extensions have seven digits; triggers are below 10,000.
  expect(Math.min(...[...extensions].map(Number))).toBe(2_001_000);
});
