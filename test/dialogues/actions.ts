/**
 * Actions of dialogues: patterns of their lines and what they do.
 */

import type { Simulator } from '../../simulator/index.ts';
import { type FakeClock, settle } from '../unit/fake-clock.ts';
import type { TestClient } from '../unit/server-harness.ts';

/** The simulator and clients of a dialogue. */
export interface Stage {
  readonly simulator: Simulator;
  readonly clock: FakeClock;
  readonly clients: Map<string, TestClient>;
}

type Action = (stage: Stage, words: readonly string[]) => Promise<void>;

/** The driver of an agent, by the extension. */
function agentAt({ simulator }: Stage, extension = '') {
  const agent = simulator.snapshot().agents.find((candidate) => candidate.extension === extension);
  if (agent === undefined) throw new Error(`unknown extension ${extension}`);
  return simulator.agent(agent.agentId);
}

async function advance({ clock, clients }: Stage, seconds: number): Promise<void> {
  for (const client of clients.values()) client.send({ type: 'HEARTBEAT_REQ', invokeId: 0 });
  await settle();
  await clock.advance(seconds * 1000);
}

export const actions: readonly (readonly [RegExp, Action])[] = [
  [/^(\d+) logs in$/, async (stage, [who]) => agentAt(stage, who).login()],
  [/^(\d+) is ready$/, async (stage, [who]) => agentAt(stage, who).setReady()],
  [/^(\d+) is not ready$/, async (stage, [who]) => agentAt(stage, who).setNotReady()],
  [
    /^(\d+) dials (\d+)$/,
    async (stage, [who, number]) => void (await agentAt(stage, who).makeCall(number ?? '')),
  ],
  [/^(\d+) answers$/, async (stage, [who]) => void (await agentAt(stage, who).answer())],
  [/^(\d+) hangs up$/, async (stage, [who]) => agentAt(stage, who).hangUp()],
  [/^(\d+) consults (\d+)$/, async (stage, [who, to]) => void (await agentAt(stage, who).consult(to ?? ''))],
  [/^(\d+) transfers$/, async (stage, [who]) => agentAt(stage, who).transfer()],
  [/^(\d+) conferences$/, async (stage, [who]) => agentAt(stage, who).conference()],
  [
    /^a customer calls (\d+)$/,
    async ({ simulator }, [dnis = '']) => {
      await simulator.inboundCall({ dnis, ani: '15550001111' });
    },
  ],
  [/^the customer hangs up$/, async ({ simulator }) => void (await simulator.hangUp('15550001111'))],
  [/^(\d+) s pass$/, async (stage, [seconds]) => advance(stage, Number(seconds))],
  [/^received messages are discarded$/, async () => {}],
  [
    /^a campaign reserves (\d+)$/,
    async (stage, [extension]) => {
      await stage.simulator.reserve({
        agentId: agentAt(stage, extension).agentId,
        campaign: 'LoadCamp',
        customer: 'John Doe',
        phone: '15552223333',
        account: 'AC111',
      });
    },
  ],
  [
    /^an administrator renames the first queue$/,
    async ({ simulator }) => simulator.changeQueue(1, { name: 'Renamed' }),
  ],
  [
    /^an administrator moves 2001 to the other team$/,
    async ({ simulator }) => simulator.changeAgent('jdoe', { teamId: 2 }),
  ],
  [/^the node is on standby$/, async ({ simulator }) => simulator.setRole('standby')],
];
