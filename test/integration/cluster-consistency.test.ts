/**
 * Agent states, configuration changes, requests and replies (besides call events) while one of three relays is killed,
 * suspended or cut off from NATS. Two clients at two relays record, and one of them sends requests all the time.
 */
import { CtiError } from 'rxcti';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import {
  type ClientRecorder,
  type ClusterFixture,
  expectSameState,
  leaseMs,
  openClusterFixture,
  type RelayProcess,
  sleep,
  spansOf,
} from './cluster-fixture.ts';
import { type CutProxy, cutProxy } from './cut-proxy.ts';
import { noNats } from './nats-server.ts';

const opened: (ClusterFixture | CutProxy)[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const admin = { role: 'admin', agentId: 'boss' } as const;

interface ConsistencyFixture {
  readonly fixture: ClusterFixture;
  readonly leader: RelayProcess;
  /** The relays of the two clients. */
  readonly followers: readonly [RelayProcess, RelayProcess];
  /** The connection of this relay to NATS. */
  proxyOf(relay: RelayProcess): CutProxy;
}

async function startFixture(): Promise<ConsistencyFixture> {
  const fixture = await openClusterFixture({ autoAnswer: false, callsPerHour: 600, failOn: 'nothing' });
  opened.push(fixture);
  const proxies = new Map<string, CutProxy>();
  const start = async (name: string): Promise<RelayProcess> => {
    const proxy = await cutProxy(fixture.nats.port);
    opened.push(proxy);
    proxies.set(name, proxy);
    return fixture.startRelay(name, { natsUrl: `nats://127.0.0.1:${proxy.port}` });
  };
  const relays = await Promise.all(['a', 'b', 'c'].map(start));
  await vi.waitFor(() => expect(relays.map(({ isReady }) => isReady)).toEqual([true, true, true]), 15_000);
  const leader = relays.find(({ role }) => role === 'leader') as RelayProcess;
  const followers = relays.filter((relay) => relay !== leader) as [RelayProcess, RelayProcess];
  return { fixture, leader, followers, proxyOf: ({ name }) => proxies.get(name) as CutProxy };
}

type AgentState = Extract<CtiMessage, { type: 'AGENT_STATE_EVENT' }>;

const agentStates = (messages: readonly CtiMessage[]): AgentState[] =>
  messages.filter((message) => message.type === 'AGENT_STATE_EVENT');

interface Alignment {
  /** The state of each agent, sent in a resync. */
  readonly snapshot: readonly AgentState[];
  /** What was received before and after it: a contiguous part of a record. */
  readonly run: readonly AgentState[];
  /** The record up to the snapshot. */
  readonly before: readonly AgentState[];
}

/** Aligns what was received with a record, if it ends at this index of it. */
function alignAt(index: number, received: readonly AgentState[], record: readonly AgentState[]): Alignment {
  const isSame = (one?: AgentState, other?: AgentState): boolean =>
    JSON.stringify(one) === JSON.stringify(other);
  let after = 0;
  while (
    after < Math.min(received.length, index + 1) &&
    isSame(received.at(-1 - after), record[index - after])
  )
    after++;
  const start = index + 1 - after;
  const maxLength = Math.min(start, received.length - after);
  const lengths = Array.from({ length: maxLength + 1 }, (_, shorter) => maxLength - shorter);
  const isRun = (length: number): boolean =>
    received.slice(0, length).every((event, at) => isSame(event, record[start - length + at]));
  const first = lengths.find(isRun) ?? 0;
  return {
    snapshot: received.slice(first, received.length - after),
    run: [...received.slice(0, first), ...received.slice(received.length - after)],
    before: record.slice(0, start),
  };
}

/**
 * Expects that the agent states from one resync to the next are a contiguous part of those of one CCX connection, with at
 * most one snapshot of all agents in it, which is right for that moment.
 */
function expectStates(recorder: ClientRecorder, { tap }: ClusterFixture): void {
  const connections = [...new Set(tap.passed.map(({ connection }) => connection))];
  const records = connections.map((connection) =>
    agentStates(
      tap.passed
        .filter((each) => each.connection === connection && each.to === 'relay')
        .map(({ message }) => message),
    ),
  );
  let compared = 0;
  for (const [number, span] of spansOf(recorder).entries()) {
    const received = agentStates(recorder.events.slice(...span));
    // The same event may occur again: the run may end at any of them.
    const alignments = records.flatMap((record) =>
      record.flatMap((event, index) =>
        JSON.stringify(event) === JSON.stringify(received.at(-1)) ? [alignAt(index, received, record)] : [],
      ),
    );
    const [best] = alignments.sort((one, other) => other.run.length - one.run.length);
    if (best === undefined) {
      expect(received).toEqual([]);
      continue;
    }
    const { snapshot, run, before } = best;
    compared += run.length;
    if (number === 0) expect(snapshot).toEqual([]);
    expect(new Set(snapshot.map(({ agentId }) => agentId)).size).toBe(snapshot.length);
    for (const { agentId, agentState } of snapshot) {
      const last = before.filter((event) => event.agentId === agentId).at(-1);
      if (last !== undefined)
        expect({ agentId, agentState }).toEqual({ agentId, agentState: last.agentState });
    }
  }
  expect(compared).toBeGreaterThan(20);
}

interface SentRequest {
  readonly reason: number;
  readonly outcome: string;
}

interface RequestSender {
  /** Number of confirmed requests. */
  confirmed(): number;
  /** Sends no more; resolves with the outcomes of all. */
  stop(): Promise<readonly SentRequest[]>;
}

/** Requests one state change after another, each with a unique reason, until it is stopped. */
function sendRequests({ client }: ClientRecorder): RequestSender {
  const asked: Promise<SentRequest>[] = [];
  let confirmed = 0;
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
          () => {
            confirmed++;
            return { reason: own, outcome: 'confirmed' };
          },
          (error: unknown) => ({ reason: own, outcome: CtiError.is(error) ? error.code : String(error) }),
        ),
    );
  }, 50);
  return {
    confirmed: () => confirmed,
    stop() {
      clearInterval(timer);
      return Promise.all(asked);
    },
  };
}

/** Changes agent states and adds agents in the contact center until it is stopped. */
function makeChanges({ simulator }: ClusterFixture) {
  const hired: string[] = [];
  let going = true;
  const work = (async () => {
    for (let round = 0; going; round++) {
      const agentId = `new${round}`;
      await simulator.addAgent({ agentId });
      hired.push(agentId);
      const agent = simulator.agent(['asmith', 'bwong'][round % 2] as string);
      await (round % 4 < 2 ? agent.setNotReady(round) : agent.setReady()).catch(() => {}); // it may be on a call
      await sleep(120); // the pace of the changes
    }
  })();
  return {
    /** Number of agents added. */
    added: (): number => hired.length,
    async stop(): Promise<readonly string[]> {
      going = false;
      await work;
      return hired;
    },
  };
}

interface Fault {
  readonly name: string;
  /** Causes the fault, and waits until the cluster should have recovered. */
  cause(fixture: ConsistencyFixture): Promise<void>;
}

const waitUntil = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 20 });

/** Waits until one of these relays is the leader and ready. */
const newLeader = (relays: readonly RelayProcess[]): Promise<void> =>
  waitUntil(() => expect(relays.map(({ role, isReady }) => `${role} ${isReady}`)).toContain('leader true'));

const faults: readonly Fault[] = [
  {
    name: 'the leader is killed',
    async cause({ leader, followers }) {
      leader.signal('SIGKILL');
      await newLeader(followers);
    },
  },
  {
    name: 'the leader is suspended, and continues as a follower',
    async cause({ leader, followers }) {
      leader.signal('SIGSTOP');
      await newLeader(followers);
      leader.signal('SIGCONT');
      await waitUntil(() => expect([leader.role, leader.isReady]).toEqual(['follower', true]));
    },
  },
  {
    name: 'the leader is cut off from NATS, and comes back',
    async cause({ leader, followers, proxyOf }) {
      proxyOf(leader).cut();
      await newLeader(followers);
      proxyOf(leader).mend();
      await waitUntil(() => expect([leader.role, leader.isReady]).toEqual(['follower', true]));
    },
  },
  {
    name: "the requester's relay is cut off from NATS for a while",
    async cause({ followers: [relay], proxyOf }) {
      proxyOf(relay).cut();
      // Twice the lease: the leader changes nothing meanwhile, and requests of the client wait or fail.
      await sleep(2 * leaseMs);
      proxyOf(relay).mend();
      await waitUntil(() => expect(relay.isReady).toBe(true));
    },
  },
  {
    name: "the requester's relay is killed",
    async cause({ followers: [relay] }) {
      relay.signal('SIGKILL');
      await relay.exited;
    },
  },
];

describe.skipIf(noNats !== undefined)('a cluster', { timeout: 60_000 }, () => {
  it.each(faults)(
    'keeps all clients consistent and sends each request at most once: $name',
    async ({ cause }) => {
      const made = await startFixture();
      const { fixture, followers } = made;
      const { simulator, tap, connect } = fixture;
      const [requester, other] = await Promise.all([
        connect(followers, admin),
        connect([...followers].reverse(), admin),
      ]);
      const answersOf = ({ client }: ClientRecorder): number[] => {
        const invokeIds: number[] = [];
        client.messages$.subscribe(({ message }) => {
          if (message.type === 'SET_AGENT_STATE_CONF') invokeIds.push(message.invokeId);
        });
        return invokeIds;
      };
      const answers = [answersOf(requester), answersOf(other)] as const;

      const requests = sendRequests(requester);
      const changes = makeChanges(fixture);
      /** Waits for this many confirmed requests and added agents more. */
      const progress = async (count: number): Promise<void> => {
        const [confirmed, added] = [requests.confirmed() + count, changes.added() + count];
        await waitUntil(() => {
          expect(requests.confirmed()).toBeGreaterThan(confirmed);
          expect(changes.added()).toBeGreaterThan(added);
        });
      };
      await progress(10);
      await cause(made);
      await progress(10);
      const hired = await changes.stop();
      const asked = await requests.stop();

      // CCX received each confirmed request once, and the others at most once.
      const came = new Map<number, number>();
      for (const { to, message } of tap.passed)
        if (to === 'ccx' && message.type === 'SET_AGENT_STATE_REQ')
          came.set(message.eventReasonCode, (came.get(message.eventReasonCode) ?? 0) + 1);
      const times = ({ reason }: SentRequest): number => came.get(reason) ?? 0;
      const withOutcome = (outcome: string): SentRequest[] =>
        asked.filter((each) => each.outcome === outcome);
      expect(withOutcome('confirmed').filter((each) => times(each) !== 1)).toEqual([]);
      expect(asked.filter((each) => times(each) > 1)).toEqual([]);
      // Only the requester got replies, each once.
      expect(answers[0]).toHaveLength(withOutcome('confirmed').length);
      expect(new Set(answers[0]).size).toBe(answers[0].length);
      expect(answers[1]).toEqual([]);
      // Both clients have all agents, also the new ones, with their states.
      for (const recorder of [requester, other]) {
        await vi.waitFor(() => expect(recorder.client.session.getSnapshot().name).toBe('ready'), 10_000);
        await expectSameState(simulator, recorder);
        const known = [...recorder.client.agents.getSnapshot().keys()];
        expect(known).toEqual(expect.arrayContaining([...hired]));
        expectStates(recorder, fixture);
      }
      // A client that did not resync got each new agent once.
      for (const { states, events } of [requester, other]) {
        if (states.length > 0) continue;
        const received = events.flatMap((event) =>
          event.type === 'CONFIG_AGENT_EVENT' ? (event.records ?? []).map(({ loginId }) => loginId) : [],
        );
        expect(received.filter((agentId) => agentId?.startsWith('new')).sort()).toEqual([...hired].sort());
      }
    },
  );
});
