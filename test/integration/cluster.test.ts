/** Three relays in processes of their own, one CCX session, a real nats-server: what dies, freezes and is cut off. */
import { afterEach, describe, expect, it } from 'vitest';
import { type ClusterHouse, openClusterHouse, recordOf, seenBy, type Witness } from './cluster-house.ts';
import { noNats } from './nats-server.ts';

if (noNats !== undefined) console.warn(`The tests of clusters did not run: ${noNats}.`);

const opened: ClusterHouse[] = [];
afterEach(async () => {
  for (const house of opened.splice(0)) await house.close();
});

async function house(...options: Parameters<typeof openClusterHouse>): Promise<ClusterHouse> {
  const made = await openClusterHouse(...options);
  opened.push(made);
  return made;
}

const admin = { role: 'admin', agentId: 'boss' } as const;
const kpatel = { role: 'supervisor', agentId: 'kpatel' } as const;

const seconds = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count * 1000));

/** The events are a run of the record: none is missing in it, none came twice. Gives where the run ends. */
function expectRun(seen: readonly string[], record: readonly string[]): number {
  expect(seen.length).toBeGreaterThan(10);
  const start = record.indexOf(seen[0] as string);
  expect(start).toBeGreaterThanOrEqual(0);
  expect(seen).toEqual(record.slice(start, start + seen.length));
  return start + seen.length;
}

const left = ({ states }: Witness): string[] => states.map(({ name }) => name);

describe.skipIf(noNats !== undefined)('a cluster of three relays', () => {
  it('has one session with CCX, and every browser of every relay sees the same', async () => {
    const { tap, startThree, enter } = await house();
    const relays = await startThree();
    const witnesses = await Promise.all(relays.map((relay) => enter([relay], admin)));
    await seconds(3);
    expect(tap.open).toHaveLength(1);
    const record = recordOf(tap, 0);
    for (const witness of witnesses) {
      expectRun(seenBy(witness), record);
      expect(left(witness)).toEqual([]);
    }
  });

  it('lets a browser whose relay is killed go on at another one without a gap', async () => {
    const { tap, startThree, enter } = await house();
    const [holder, dying, other] = await startThree();
    const [boss, leader, still] = await Promise.all([
      enter([dying, other], admin),
      enter([dying, other], kpatel),
      enter([holder], kpatel),
    ]);
    await seconds(2);
    const before = boss.events.length;
    dying.signal('SIGKILL');
    await seconds(4);
    expect(left(boss)).toEqual([]);
    expect(left(leader)).toEqual([]);
    expect(boss.events.length).toBeGreaterThan(before + 10);
    const cameOver = other.lines.filter(({ log }) => log === 'a session came from another relay');
    expect(cameOver).toHaveLength(2);
    expectRun(seenBy(boss), recordOf(tap, 0));
    // A supervisor sees a part; the one who sat at the holder all the time saw it without a change of relays.
    expectRun(seenBy(leader), seenBy(still));
  });
});
