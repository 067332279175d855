/**
 * Actions of dialogues: patterns of their lines and what they do.
 */

import type { Simulator } from '../../simulator/index.ts';
import { type FakeClock, settle } from '../unit/fake-clock.ts';
import type { TestClient } from '../unit/server-harness.ts';

/** The simulator and clients of a dialogue. */
export interface DialogueContext {
  readonly simulator: Simulator;
  readonly clock: FakeClock;
  readonly clients: Map<string, TestClient>;
}

type Action = (context: DialogueContext, words: readonly string[]) => Promise<void>;

/** The driver of an agent, by the extension. */
function agentAt({ simulator }: DialogueContext, extension = '') {
  const agent = simulator.snapshot().agents.find((candidate) => candidate.extension === extension);
  if (agent === undefined) throw new Error(`unknown extension ${extension}`);
  return simulator.agent(agent.agentId);
}

async function advance({ clock, clients }: DialogueContext, seconds: number): Promise<void> {
  for (const client of clients.values()) client.send({ type: 'HEARTBEAT_REQ', invokeId: 0 });
  await settle();
  await clock.advance(seconds * 1000);
}

export const actions: readonly (readonly [RegExp, Action])[] = [
  [/^(\d+) logs in$/, async (context, [who]) => agentAt(context, who).login()],
  [/^(\d+) is ready$/, async (context, [who]) => agentAt(context, who).setReady()],
  [/^(\d+) is not ready$/, async (context, [who]) => agentAt(context, who).setNotReady()],
  [
    /^(\d+) dials (\d+)$/,
    async (context, [who, number]) => void (await agentAt(context, who).makeCall(number ?? '')),
  ],
  [/^(\d+) answers$/, async (context, [who]) => void (await agentAt(context, who).answer())],
  [/^(\d+) hangs up$/, async (context, [who]) => agentAt(context, who).hangUp()],
  [
    /^(\d+) consults (\d+)$/,
    async (context, [who, to]) => void (await agentAt(context, who).consult(to ?? '')),
  ],
  [/^(\d+) transfers$/, async (context, [who]) => agentAt(context, who).transfer()],
  [/^(\d+) conferences$/, async (context, [who]) => agentAt(context, who).conference()],
  [
    /^a customer calls (\d+)$/,
    async ({ simulator }, [dnis = '']) => {
      await simulator.inboundCall({ dnis, ani: '15550001111' });
    },
  ],
  [/^the customer hangs up$/, async ({ simulator }) => void (await simulator.hangUp('15550001111'))],
  [/^(\d+) s pass$/, async (context, [seconds]) => advance(context, Number(seconds))],
  [/^received messages are discarded$/, async () => {}],
  [
    /^a campaign reserves (\d+)$/,
    async (context, [extension]) => {
      await context.simulator.reserve({
        agentId: agentAt(context, extension).agentId,
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
