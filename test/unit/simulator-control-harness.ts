import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import type { Simulator, SimulatorOptions, Snapshot } from '../../simulator/index.ts';
import { type FakeClock, settle } from './fake-clock.ts';
import type { TestClient } from './server-harness.ts';
import { asAgent, openClient, simulate } from './simulator-harness.ts';

type WithoutId<M> = M extends { readonly invokeId: number } ? Omit<M, 'invokeId'> : never;
export type Request = WithoutId<CtiMessage>;

/** A simulator without load in which clients control every agent. */
export interface ControlHarness {
  readonly simulator: Simulator;
  readonly clock: FakeClock;
  readonly bridge: TestClient;
  /** Sends a request and returns the messages that the client receives before time advances. */
  sendRequest(client: TestClient, request: Request): Promise<CtiMessage[]>;
  /** The same; throws unless the request is confirmed. */
  sendConfirmed(client: TestClient, request: Request): Promise<CtiMessage[]>;
  /** Advances the clock by seconds. */
  wait(seconds: number): Promise<void>;
  /** An agent-mode client. */
  agent(agentId: string, services?: number): Promise<TestClient>;
  /** Starts a call that rings at the phone of the only ready agent. */
  ringing(ani?: string): Promise<number>;
  /** The same once the agent has answered. */
  talking(extension: string, ani?: string): Promise<number>;
  call(callId: number): Snapshot['calls'][number] | undefined;
  state(agentId: string): readonly number[];
}

export const connection = (callId: number, connectionDeviceId: string) => ({
  callId,
  connectionDeviceType: 0,
  connectionDeviceId,
});

/** Phones: jdoe 2001, asmith 2002, bwong 2003, supervisor kpatel 2011. */
export async function controlHarness(
  ready: readonly string[],
  options: SimulatorOptions = {},
): Promise<ControlHarness> {
  const { simulator, clock } = simulate({ callsPerHour: 0, ...options });
  const harness = await controlHarnessOf(simulator, clock);
  for (const { agentId, state } of simulator.snapshot().agents) {
    if (state === 1) continue;
    if (ready.includes(agentId)) await simulator.agent(agentId).setReady();
    else await simulator.agent(agentId).setNotReady(1);
  }
  await harness.bridge.answers();
  return harness;
}

/** The same for an existing simulator. */
export async function controlHarnessOf(simulator: Simulator, clock: FakeClock): Promise<ControlHarness> {
  const bridge = await openClient(simulator, { clientId: 'bridge' });
  const clients = [bridge];
  let invokeId = 100;

  async function sendRequest(client: TestClient, request: Request): Promise<CtiMessage[]> {
    client.take();
    client.send({ ...request, invokeId: ++invokeId } as CtiMessage);
    return client.answers();
  }

  const harness: ControlHarness = {
    simulator,
    clock,
    bridge,
    sendRequest,
    async sendConfirmed(client, request) {
      const answers = await sendRequest(client, request);
      const conf = answers.find((message) => 'invokeId' in message && message.invokeId === invokeId);
      if (conf?.type !== request.type.replace('_REQ', '_CONF')) {
        throw new Error(`${request.type}: ${JSON.stringify(conf)}`);
      }
      return answers;
    },
    async wait(seconds) {
      for (let left = seconds; left > 0; left -= 60) {
        for (const client of clients) client.send({ type: 'HEARTBEAT_REQ', invokeId: 0 });
        await settle();
        await clock.advance(Math.min(60, left) * 1000);
      }
    },
    async agent(agentId, services = 0x7) {
      const client = await openClient(simulator, { ...asAgent(agentId), servicesRequested: services });
      clients.push(client);
      return client;
    },
    async ringing(ani = '15550001111') {
      const { callId } = await simulator.inboundCall({ ani, variables: { callVariable1: 'C-1' } });
      await harness.wait(8);
      if (harness.call(callId)?.stage !== 'ringing')
        throw new Error(`the call is ${harness.call(callId)?.stage}`);
      return callId;
    },
    async talking(extension, ani) {
      const callId = await harness.ringing(ani);
      await harness.sendConfirmed(bridge, { type: 'ANSWER_CALL_REQ', ...connection(callId, extension) });
      return callId;
    },
    call: (callId) => simulator.snapshot().calls.find((call) => call.callId === callId),
    state(agentId) {
      const { state, reason } = simulator.agent(agentId).snapshot;
      return [state, reason];
    },
  };
  return harness;
}

/** One line per message: the type, with agent and state, or call type. */
export function lines(messages: readonly CtiMessage[]): string[] {
  return messages
    .filter(({ type }) => type !== 'HEARTBEAT_CONF')
    .map((message) => {
      if (message.type === 'AGENT_STATE_EVENT') return `${message.agentId} ${message.agentState}`;
      if (message.type === 'BEGIN_CALL_EVENT') return `BEGIN_CALL_EVENT ${message.callType}`;
      return message.type;
    });
}

/** The parties of a call as `device state`. */
export const parties = (call: Snapshot['calls'][number] | undefined): string[] =>
  (call?.connections ?? []).map(({ deviceId, state }) => `${deviceId} ${state}`);
