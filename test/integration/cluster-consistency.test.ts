/**
 * Besides the events of calls: agents' states, changes of the configuration, requests and their answers, while a relay of
 * three is killed, frozen or cut off from NATS. Two browsers of two relays watch, and one of them asks for something all
 * the time.
 */
import { CtiError } from 'rxcti';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import {
  type ClusterHouse,
  expectTruth,
  leaseMs,
  openClusterHouse,
  type RelayProcess,
  spansOf,
  type Witness,
} from './cluster-fixture.ts';
import { type CutProxy, cutProxy } from './cut-proxy.ts';
import { noNats } from './nats-server.ts';

const opened: (ClusterHouse | CutProxy)[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const admin = { role: 'admin', agentId: 'boss' } as const;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Scene {
  readonly house: ClusterHouse;
  readonly holder: RelayProcess;
  /** The relays of the two browsers. */
  readonly followers: readonly [RelayProcess, RelayProcess];
  /** The way of this relay to NATS. */
  wayOf(relay: RelayProcess): CutProxy;
}

async function scene(): Promise<Scene> {
  const house = await openClusterHouse({ autoAnswer: false, callsPerHour: 600, failOn: 'nothing' });
  opened.push(house);
  const ways = new Map<string, CutProxy>();
  const start = async (name: string): Promise<RelayProcess> => {
    const way = await cutProxy(house.nats.port);
    opened.push(way);
    ways.set(name, way);
    return house.startRelay(name, { natsUrl: `nats://127.0.0.1:${way.port}` });
  };
  const relays = await Promise.all(['a', 'b', 'c'].map(start));
  await vi.waitFor(() => expect(relays.map(({ isReady }) => isReady)).toEqual([true, true, true]), 15_000);
  const holder = relays.find(({ part }) => part === 'holder') as RelayProcess;
  const followers = relays.filter((relay) => relay !== holder) as [RelayProcess, RelayProcess];
  return { house, holder, followers, wayOf: ({ name }) => ways.get(name) as CutProxy };
}

type AgentState = Extract<CtiMessage, { type: 'AGENT_STATE_EVENT' }>;

const agentStates = (messages: readonly CtiMessage[]): AgentState[] =>
  messages.filter((message) => message.type === 'AGENT_STATE_EVENT');

interface Told {
  /** How each agent is, told in one go. */
  readonly picture: readonly AgentState[];
  /** What was told before and after it, one run of a record. */
  readonly run: readonly AgentState[];
  /** What the record has up to the picture. */
  readonly before: readonly AgentState[];
}

/** Parts what was told, if it ends at this place of a record. */
function partedAt(place: number, told: readonly AgentState[], record: readonly AgentState[]): Told {
  const isSame = (one?: AgentState, other?: AgentState): boolean =>
    JSON.stringify(one) === JSON.stringify(other);
  let after = 0;
  while (after < Math.min(told.length, place + 1) && isSame(told.at(-1 - after), record[place - after]))
    after++;
  const start = place + 1 - after;
  const most = Math.min(start, told.length - after);
  const lengths = Array.from({ length: most + 1 }, (_, index) => most - index);
  const isRun = (length: number): boolean =>
    told.slice(0, length).every((event, index) => isSame(event, record[start - length + index]));
  const first = lengths.find(isRun) ?? 0;
  return {
    picture: told.slice(first, told.length - after),
    run: [...told.slice(0, first), ...told.slice(told.length - after)],
    before: record.slice(0, start),
  };
}

/**
 * Agents' states as the witness was told them, from one resynchronization to the next: a run of what CCX said on one
 * connection, and within it, once, how each agent is at that moment.
 */
function expectStates(witness: Witness, { tap }: ClusterHouse): void {
  const connections = [...new Set(tap.passed.map(({ connection }) => connection))];
  const records = connections.map((connection) =>
    agentStates(
      tap.passed
        .filter((each) => each.connection === connection && each.to === 'relay')
        .map(({ message }) => message),
    ),
  );
  let compared = 0;
  for (const [number, span] of spansOf(witness).entries()) {
    const told = agentStates(witness.events.slice(...span));
    // The same words may come again later: the run may end at any of them.
    const ways = records.flatMap((record) =>
      record.flatMap((event, place) =>
        JSON.stringify(event) === JSON.stringify(told.at(-1)) ? [partedAt(place, told, record)] : [],
      ),
    );
    const [best] = ways.sort((one, other) => other.run.length - one.run.length);
    if (best === undefined) {
      expect(told).toEqual([]);
      continue;
    }
    const { picture, run, before } = best;
    compared += run.length;
    if (number === 0) expect(picture).toEqual([]);
    expect(new Set(picture.map(({ agentId }) => agentId)).size).toBe(picture.length);
    for (const { agentId, agentState } of picture) {
      const last = before.filter((event) => event.agentId === agentId).at(-1);
      if (last !== undefined)
        expect({ agentId, agentState }).toEqual({ agentId, agentState: last.agentState });
    }
  }
  expect(compared).toBeGreaterThan(20);
}

interface Asked {
  readonly reason: number;
  readonly outcome: string;
}

/** Asks for one change of state after another, each with a reason of its own, until it is told to stop. */
function askAllTheTime({ client }: Witness): () => Promise<readonly Asked[]> {
  const asked: Promise<Asked>[] = [];
  let reason = 1000;
  const timer = setInterval(() => {
    const own = ++reason;
    asked.push(
      client
        .request(
          {
            type: 'SET_AGENT_STATE_REQ',
            agentState: 2,
            eventReasonCode: own,
            forcedFlag: 0,
            agentCapacity: 0,
            agentInstrument: '2001',
            agentId: 'jdoe',
          },
          { timeoutMs: 10_000 },
        )
        .then(
          () => ({ reason: own, outcome: 'confirmed' }),
          (error: unknown) => ({ reason: own, outcome: CtiError.is(error) ? error.code : String(error) }),
        ),
    );
  }, 50);
  return () => {
    clearInterval(timer);
    return Promise.all(asked);
  };
}

/** Makes changes in the center until it is told to stop: agents' states by hand, and new agents. */
function changeAllTheTime({ simulator }: ClusterHouse): () => Promise<readonly string[]> {
  const hired: string[] = [];
  let going = true;
  const work = (async () => {
    for (let round = 0; going; round++) {
      const agentId = `new${round}`;
      await simulator.addAgent({ agentId });
      hired.push(agentId);
      const agent = simulator.agent(['asmith', 'bwong'][round % 2] as string);
      await (round % 4 < 2 ? agent.setNotReady(round) : agent.setReady()).catch(() => {}); // it may be on a call
      await pause(120);
    }
  })();
  return async () => {
    going = false;
    await work;
    return hired;
  };
}

interface Fault {
  readonly name: string;
  /** Does it, and waits until the cluster should be whole again. */
  strike(scene: Scene): Promise<void>;
}

/** Longer than it takes to have another holder with a whole picture. */
const longEnoughMs = 4 * leaseMs;

const faults: readonly Fault[] = [
  {
    name: 'the holder is killed',
    async strike({ holder }) {
      holder.signal('SIGKILL');
      await pause(longEnoughMs);
    },
  },
  {
    name: 'the holder freezes, and wakes as a follower',
    async strike({ holder }) {
      holder.signal('SIGSTOP');
      await pause(longEnoughMs);
      holder.signal('SIGCONT');
      await pause(1000);
    },
  },
  {
    name: 'the holder is cut off from NATS, and comes back',
    async strike({ holder, wayOf }) {
      wayOf(holder).cut();
      await pause(longEnoughMs);
      wayOf(holder).mend();
      await pause(2000);
    },
  },
  {
    name: "the asker's relay is cut off from NATS for a while",
    async strike({ followers: [relay], wayOf }) {
      wayOf(relay).cut();
      await pause(2500);
      wayOf(relay).mend();
      await pause(2000);
    },
  },
  {
    name: "the asker's relay is killed",
    async strike({ followers: [relay] }) {
      relay.signal('SIGKILL');
      await pause(longEnoughMs);
    },
  },
];

describe.skipIf(noNats !== undefined)('a cluster', { timeout: 60_000 }, () => {
  it.each(faults)('keeps the whole picture, and asks each thing once at most: $name', async ({ strike }) => {
    const made = await scene();
    const { house, followers } = made;
    const { simulator, tap, enter } = house;
    const [asker, other] = await Promise.all([
      enter(followers, admin),
      enter([...followers].reverse(), admin),
    ]);
    const answersOf = ({ client }: Witness): number[] => {
      const invokeIds: number[] = [];
      client.messages$.subscribe(({ message }) => {
        if (message.type === 'SET_AGENT_STATE_CONF') invokeIds.push(message.invokeId);
      });
      return invokeIds;
    };
    const answers = [answersOf(asker), answersOf(other)] as const;

    const stopAsking = askAllTheTime(asker);
    const stopChanges = changeAllTheTime(house);
    await pause(1500);
    await strike(made);
    await pause(1500);
    const hired = await stopChanges();
    const asked = await stopAsking();

    // Each request came to CCX once where it was confirmed, and once at most where its answer was lost.
    const came = new Map<number, number>();
    for (const { to, message } of tap.passed)
      if (to === 'ccx' && message.type === 'SET_AGENT_STATE_REQ')
        came.set(message.eventReasonCode, (came.get(message.eventReasonCode) ?? 0) + 1);
    const times = ({ reason }: Asked): number => came.get(reason) ?? 0;
    const withOutcome = (outcome: string): Asked[] => asked.filter((each) => each.outcome === outcome);
    expect(withOutcome('confirmed').length).toBeGreaterThan(30);
    expect(withOutcome('confirmed').filter((each) => times(each) !== 1)).toEqual([]);
    expect(asked.filter((each) => times(each) > 1)).toEqual([]);
    // The answers went to the asker alone, each once.
    expect(answers[0]).toHaveLength(withOutcome('confirmed').length);
    expect(new Set(answers[0]).size).toBe(answers[0].length);
    expect(answers[1]).toEqual([]);
    // Both know all agents, new ones too, and how each of them is.
    expect(hired.length).toBeGreaterThan(20);
    for (const witness of [asker, other]) {
      await vi.waitFor(() => expect(witness.client.session.getSnapshot().name).toBe('ready'), 10_000);
      await expectTruth(simulator, witness);
      const known = [...witness.client.agents.getSnapshot().keys()];
      expect(known).toEqual(expect.arrayContaining([...hired]));
      expectStates(witness, house);
    }
    // Who went on without a new beginning was told of each new agent once.
    for (const { states, events } of [asker, other]) {
      if (states.length > 0) continue;
      const told = events.flatMap((event) =>
        event.type === 'CONFIG_AGENT_EVENT' ? (event.records ?? []).map(({ loginId }) => loginId) : [],
      );
      expect(told.filter((agentId) => agentId?.startsWith('new')).sort()).toEqual([...hired].sort());
    }
  });
});
