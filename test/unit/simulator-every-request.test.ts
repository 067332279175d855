import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { messageDefinitions } from '../../core/protocol/messages/all.ts';
import { isGroup, type MessageDefinition } from '../../core/protocol/schema.ts';
import { fixedLayout } from '../../core/server/request-validation.ts';
import { TestClient } from './server-harness.ts';
import { controlHarness, lines } from './simulator-control-harness.ts';
import { openClient } from './simulator-harness.ts';
import { type RequestName, scenarios, setUpScenario } from './simulator-scenarios.ts';

const requests: readonly MessageDefinition[] = messageDefinitions.filter(({ from }) => from !== 'server');

const isConfirmation = ({ type }: CtiMessage): boolean => type.endsWith('_CONF');

describe('every request of the protocol', () => {
  it('has a scenario', () => {
    expect(Object.keys(scenarios).sort()).toEqual(requests.map(({ name }) => name).sort());
  });

  it.each(Object.entries(scenarios))(
    '%s has its effect; only the requesting session gets a reply',
    async (name, scenario) => {
      const context = await setUpScenario(scenario.from);
      const { simulator, bridge } = context;
      const other = await openClient(simulator, { clientId: 'other' });
      const before = simulator.snapshot();
      const { request, receives } = scenario.step(context);
      bridge.take();
      other.take();
      bridge.send({ ...request, type: name, invokeId: 4711 } as CtiMessage);
      const received = await bridge.answers();
      expect(lines(received)).toEqual(receives);
      const confirmations = received.filter(isConfirmation);
      expect(confirmations).toHaveLength(name.startsWith('CONFIG') ? 0 : 1);
      for (const conf of confirmations) expect(conf).toMatchObject({ invokeId: 4711 });
      expect((await other.answers()).filter(isConfirmation)).toEqual([]);
      if (scenario.readOnly) expect(simulator.snapshot()).toEqual(before);
      else expect(simulator.snapshot()).not.toEqual(before);
    },
  );
});

/** The reply to a session without control services; undefined if the request needs none. */
const refusals: { readonly [Name in RequestName]?: object } = {
  ...Object.fromEntries(
    requests
      .filter(({ name }) => /_CALL_REQ|CONNECTION_REQ|DTMF|CALL_DATA|ASSIST|AGENT_STATE/.test(name))
      .filter(({ name }) => !/^(SNAPSHOT|QUERY)/.test(name))
      .map(({ name }) => [name, { type: 'CONTROL_FAILURE_CONF', failureCode: 8, ccxErrorCode: 88018 }]),
  ),
  OPEN_REQ: { type: 'FAILURE_CONF', status: 5 },
  CONFIG_REQUEST_KEY_EVENT: { type: 'CONFIG_KEY_EVENT', status: 1 },
  CONFIG_REQUEST_EVENT: { type: 'CONFIG_END_EVENT', status: 1 },
  TEAM_CONFIG_REQ: { type: 'FAILURE_CONF', status: 17 },
};

describe('a session without control services', () => {
  it.each(Object.entries(scenarios))('is refused %s', async (name, scenario) => {
    const context = await setUpScenario(scenario.from);
    const { simulator } = context;
    const watcher = await openClient(simulator, { clientId: 'watcher', servicesRequested: 0x10 });
    const before = simulator.snapshot();
    const { request } = scenario.step(context);
    watcher.take();
    watcher.send({ ...request, type: name, invokeId: 4711 } as CtiMessage);
    const received = await watcher.answers();
    const refusal = refusals[name as RequestName] ?? {
      type: requests.find((definition) => definition.name === name)?.confirm,
    };
    expect(received).toMatchObject([refusal]);
    expect(simulator.snapshot()).toEqual(before);
  });
});

/** A request with required fields only. */
function bareRequest(definition: MessageDefinition, version: number): CtiMessage {
  const message: Record<string, unknown> = { type: definition.name };
  for (const { key, type, since = 0, until = 99 } of definition.fixed) {
    if (key !== undefined && since <= version && until >= version) message[key] = type === 'BOOL' ? false : 0;
  }
  for (const part of definition.floating) {
    if (isGroup(part) || part.key === undefined || part.required !== true) continue;
    message[part.key] = part.type === 'STRING' ? '' : part.type === 'UNSPEC' ? new Uint8Array(0) : 0;
  }
  if ('invokeId' in message) message.invokeId = 4711;
  if ('configurationMask' in message) message.configurationMask = 1;
  // Counts that are derived from lists.
  for (const key of ['numNamedVariables', 'numNamedArrays']) delete message[key];
  return message as unknown as CtiMessage;
}

const answerOf = (name: string): RegExp =>
  name === 'CONFIG_REQUEST_KEY_EVENT'
    ? /^CONFIG_KEY_EVENT$/
    : name === 'CONFIG_REQUEST_EVENT'
      ? /^CONFIG_(BEGIN|END|APPLICATION)_EVENT$/
      : /_CONF$/;

/** The frame with its end cut off or extended, and a matching length. */
function resized(frame: Uint8Array, change: { cut?: number; add?: readonly number[] }): Uint8Array {
  const kept = frame.subarray(0, frame.length - (change.cut ?? 0));
  const frameBytes = Uint8Array.from([...kept, ...(change.add ?? [])]);
  new DataView(frameBytes.buffer).setUint32(0, frameBytes.length - 8);
  return frameBytes;
}

describe.each([10, 11, 12, 14, 17, 18])('in version %i', (version) => {
  it.each(requests)('$name gets one reply with required fields only', async (definition) => {
    const { simulator } = await controlHarness([]);
    const client = await openClient(simulator, { clientId: 'bare' }, new TestClient(version));
    client.send(bareRequest(definition, version));
    const received = (await client.answers()).filter(({ type }) => answerOf(definition.name).test(type));
    if (definition.name === 'CONFIG_REQUEST_EVENT') expect(received.length).toBeGreaterThan(0);
    else expect(received).toHaveLength(1);
    const [answer] = received;
    if (definition.fixed.some(({ key }) => key === 'invokeId'))
      expect(answer).toMatchObject({ invokeId: 4711 });
  });

  it.each(requests)('$name is refused if malformed, and the session continues', async (definition) => {
    const { simulator } = await controlHarness([]);
    const client = await openClient(simulator, { clientId: 'wrong' }, new TestClient(version));
    const frame = client.codec.encode(bareRequest(definition, version));
    const statusOf = async (bytes: Uint8Array): Promise<number | undefined> => {
      client.link.push(bytes);
      const [answer] = await client.answers();
      return answer !== undefined && 'status' in answer ? answer.status : undefined;
    };
    const { reserved } = fixedLayout(definition, version);
    const configuration = definition.name.startsWith('CONFIG_REQUEST');
    const opens = definition.name === 'OPEN_REQ';
    // An unknown tag, and a field that is cut off.
    const unknown = version >= 18 ? [0x03, 0xe7, 1, 0] : [250, 1, 0];
    const key = definition.name.includes('KEY');
    const expected = (status: number): number => (opens ? 5 : !configuration ? status : key ? 2 : 3);
    expect(await statusOf(resized(frame, { add: unknown }))).toBe(expected(3));
    expect(await statusOf(resized(frame, { add: unknown.slice(0, -1) }))).toBe(expected(17));
    for (const { at, bytes } of reserved) {
      const malformed = frame.slice();
      malformed[at + bytes.length - 1] = 0x63;
      const status = await statusOf(malformed);
      expect(status).toBe(opens ? 5 : !configuration ? 7 : key ? 3 : 2);
    }
    client.send({ type: 'HEARTBEAT_REQ', invokeId: 9 });
    expect(await client.answers()).toMatchObject([{ type: 'HEARTBEAT_CONF', invokeId: 9 }]);
  });
});
