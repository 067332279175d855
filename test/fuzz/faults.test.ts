import { describe, expect, it } from 'vitest';
import { createCtiClient } from '../../core/client.ts';
import { bridgeMode } from '../../core/index.ts';
import type { Fault, Simulator } from '../../simulator/index.ts';
import { createSimulator } from '../../simulator/index.ts';
import { createMemoryNetwork } from '../../transports/memory.ts';
import { FakeClock, settle } from '../unit/fake-clock.ts';
import { shownBy, trueIn } from './state-snapshots.ts';

/** Faults without loss: the client state stays complete. */
const harmless: readonly [string, (simulator: Simulator) => Fault][] = [
  ['splitFrames(1)', (simulator) => simulator.splitFrames(1)],
  ['splitFrames(7)', (simulator) => simulator.splitFrames(7)],
  ['addUnknownFields()', (simulator) => simulator.addUnknownFields()],
  ['delay(800)', (simulator) => simulator.delay(800)],
  ['late confirmations', (simulator) => simulator.delay(3_000, { messages: 'confirmations' })],
  ['reorder()', (simulator) => simulator.reorder()],
  ['duplicate()', (simulator) => simulator.duplicate()],
];

describe.each(harmless)('%s', (_, fault) => {
  it.each([17, 18])('keeps the client state equal to the simulator state, version %i', async (version) => {
    const clock = new FakeClock();
    const simulator = createSimulator({ seed: 4, clock, callsPerHour: 600 });
    const network = createMemoryNetwork({ clock });
    const endpoint = { host: 'ccx', port: 42027 };
    network.listen(endpoint, (link) => simulator.attach(link));
    const client = createCtiClient({
      transport: network.transport,
      endpoints: [endpoint],
      mode: bridgeMode({ clientId: 'faults' }),
      clock,
      version,
    });
    const disturbed = fault(simulator);
    void client.connect().catch(() => {});
    for (let minute = 0; minute < 15; minute++) {
      await clock.advance(60_000);
      expect(client.session.getSnapshot().name, `after ${minute + 1} minutes`).toBe('ready');
    }
    disturbed.end();
    await clock.advance(10);
    await settle(400);
    expect(shownBy(client)).toEqual(trueIn(simulator));
    expect(simulator.snapshot().calls.length).toBeGreaterThan(3);
    void client.close();
    await clock.advance(10_000);
    await simulator.close();
  });
});
