import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../simulator/index.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { TestClient } from './server-harness.ts';

/** A simulator with a manual clock. */
export function simulate(options: SimulatorOptions = {}): { simulator: Simulator; clock: FakeClock } {
  const clock = new FakeClock();
  return { simulator: createSimulator({ clock, ...options }), clock };
}

/** A client with an open session; OPEN_CONF is consumed. */
export async function openClient(
  simulator: Simulator,
  fields: Parameters<TestClient['open']>[0] = {},
  client: TestClient = new TestClient(),
): Promise<TestClient> {
  simulator.attach(client.link);
  // The longest IdleTimeout: most tests send one heartbeat per minute.
  client.open({ idleTimeout: 119, ...fields });
  const answers = await client.answers();
  if (answers[0]?.type !== 'OPEN_CONF') throw new Error(`not opened: ${JSON.stringify(answers)}`);
  return client;
}

/** Advances the clock while the clients send heartbeats; `each` is called every minute. */
export async function advanceMinutes(
  clock: FakeClock,
  minutes: number,
  clients: readonly TestClient[],
  each: (minute: number) => void = () => {},
): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    for (const client of clients) client.send({ type: 'HEARTBEAT_REQ', invokeId: minute });
    await settle();
    await clock.advance(60_000);
    each(minute);
  }
}

/** An agent-mode client's OPEN_REQ fields. */
export const asAgent = (agentId: string) => ({ servicesRequested: 0x5, agentId });

/** SET_AGENT_STATE_REQ. */
export const setState = (
  invokeId: number,
  agentId: string,
  agentState: number,
  more: Partial<Extract<CtiMessage, { type: 'SET_AGENT_STATE_REQ' }>> = {},
): CtiMessage => ({
  type: 'SET_AGENT_STATE_REQ',
  invokeId,
  agentState,
  eventReasonCode: 0,
  forcedFlag: 0,
  agentCapacity: 0,
  agentInstrument: '2001',
  agentId,
  ...more,
});
