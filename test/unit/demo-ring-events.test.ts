import { createSimulator, type Simulator } from '@rxcti/simulator';
import { type Agent, bridgeMode, type Call, type CtiClient, createCtiClient, type Queue } from 'rxcti';
import { createMemoryNetwork } from 'rxcti/memory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RingEvent, ringEvents } from '../../demo/scripts/integration/ring-events.ts';
import { FakeClock, settle } from './fake-clock.ts';

let clock: FakeClock;
let simulator: Simulator;
let client: CtiClient;
let rings: RingEvent[];
/** CallID and extension of each CALL_DELIVERED_EVENT at an agent's phone. */
let delivered: string[];

beforeEach(async () => {
  clock = new FakeClock();
  simulator = createSimulator({ clock, seed: 5, callsPerHour: 400 });
  const network = createMemoryNetwork({ clock });
  network.listen({ host: 'ccx', port: 42_027 }, (link) => simulator.attach(link));
  client = createCtiClient({
    transport: network.transport,
    endpoints: [{ host: 'ccx' }],
    mode: bridgeMode({ clientId: 'rings' }),
    clock,
    random: () => 0,
  });
  rings = [];
  delivered = [];
  ringEvents(client).subscribe((ring) => rings.push(ring));
  client.events$.subscribe((event) => {
    if (event.type === 'CALL_DELIVERED_EVENT' && /^20\d\d$/.test(event.alertingDeviceId ?? ''))
      delivered.push(`${event.callId} ${event.alertingDeviceId}`);
  });
});
afterEach(async () => {
  const closing = client.close();
  await clock.advance(6000);
  await closing;
  await simulator.close();
});

async function connect(): Promise<void> {
  const connected = client.connect();
  await settle(400);
  await connected;
}
const ringKeys = (): string[] => rings.map(({ callId, agent }) => `${callId} ${agent.extension}`);

/** Advances the clock until an agent's phone rings. */
async function untilRinging(): Promise<{ call: Call; agent: Agent; queue: Queue | undefined }> {
  for (let second = 0; second < 3600; second++) {
    const call = [...client.calls.getSnapshot().values()].find(
      ({ state, connections }) =>
        state === 'alerting' && [...connections.values()].some(({ deviceId }) => deviceId.startsWith('20')),
    );
    const agent = [...client.agents.getSnapshot().values()].find(
      ({ extension }) => extension !== undefined && call?.connections.has(extension),
    );
    if (call !== undefined && agent !== undefined)
      return { call, agent, queue: client.queues.get(call.csqId ?? -1) };
    await clock.advance(1000);
  }
  throw new Error('no call within an hour');
}

describe('ringEvents', () => {
  it('contain call, caller, agent, queue and call data', async () => {
    await connect();
    const { call, agent, queue } = await untilRinging();
    expect(call.ani).toMatch(/^1555/);
    expect(rings).toEqual([
      {
        event: 'ring',
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        callId: call.callId,
        agent: {
          agentId: agent.agentId,
          name: `${agent.firstName} ${agent.lastName}`,
          extension: agent.extension,
        },
        caller: call.ani,
        dialedNumber: call.dialedNumber,
        queue: { queueId: call.csqId, name: queue?.name },
        variables: {
          1: call.variables[1],
          2: call.variables[2],
          'user.CustomerName': call.namedVariables.get('user.CustomerName'),
          'user.Language': call.namedVariables.get('user.Language'),
        },
      },
    ]);
    expect(JSON.parse(JSON.stringify(rings))).toEqual(rings);
  });

  it('are emitted once per ring', async () => {
    await connect();
    await clock.advance(20 * 60_000);
    expect(rings.length).toBeGreaterThan(50);
    expect(ringKeys()).toEqual(delivered);
  });

  it('are emitted again when the call rings at another phone, or again at the same one', async () => {
    await connect();
    const missed = (): string | undefined => {
      const calls = rings.map(({ callId }) => callId);
      const twice = calls.find((callId, index) => calls.indexOf(callId) !== index);
      return twice === undefined ? undefined : String(twice);
    };
    for (let minute = 0; minute < 120 && missed() === undefined; minute++) await clock.advance(60_000);
    expect(missed()).toBeDefined();
    expect(ringKeys()).toEqual(delivered);
  });

  it('are not repeated after a reconnect while the phone still rings', async () => {
    await connect();
    await untilRinging();
    const before = ringKeys();
    simulator.stop();
    simulator.dropLink();
    await settle();
    expect(client.session.getSnapshot().name).toBe('waiting');
    await clock.advance(2000);
    await settle(400);
    expect(client.session.getSnapshot().name).toBe('ready');
    expect(ringKeys()).toEqual(before);
  });

  it('include phones that already ring when the session opens', async () => {
    await connect();
    const { call, agent } = await untilRinging();
    const late: RingEvent[] = [];
    const network = createMemoryNetwork({ clock });
    network.listen({ host: 'ccx', port: 42_027 }, (link) => simulator.attach(link));
    const other = createCtiClient({
      transport: network.transport,
      endpoints: [{ host: 'ccx' }],
      mode: bridgeMode({ clientId: 'late' }),
      clock,
    });
    ringEvents(other).subscribe((ring) => late.push(ring));
    const connected = other.connect();
    await settle(400);
    await connected;
    expect(late.map(({ callId, agent: { agentId } }) => [callId, agentId])).toContainEqual([
      call.callId,
      agent.agentId,
    ]);
    const closing = other.close();
    await settle();
    await closing;
  });
});
