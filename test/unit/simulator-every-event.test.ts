import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { messageDefinitions } from '../../core/protocol/messages/all.ts';
import { isGroup, type MessageDefinition } from '../../core/protocol/schema.ts';
import { TestClient } from './server-harness.ts';
import { controlHarness } from './simulator-control-harness.ts';
import { openClient } from './simulator-harness.ts';
import { scenarios, setUpScenario } from './simulator-scenarios.ts';

const fromServer: readonly MessageDefinition[] = messageDefinitions.filter(({ from }) => from !== 'client');

/** All messages that a client with all masks receives, over all scenarios and other causes of events. */
async function receiveEveryEvent(version: number): Promise<CtiMessage[]> {
  const received: CtiMessage[] = [];
  for (const [name, scenario] of Object.entries(scenarios)) {
    const context = await setUpScenario(scenario.from);
    const client = new TestClient(version);
    await openClient(context.simulator, { clientId: name, callMsgMask: 0x7fffff }, client);
    client.send({ ...scenario.step(context).request, type: name, invokeId: 1 } as CtiMessage);
    received.push(...(await client.answers()));
  }
  const harness = await controlHarness(['jdoe', 'asmith']);
  const { simulator, wait } = harness;
  const client = new TestClient(version);
  simulator.attach(client.link);
  client.open({ idleTimeout: 119, callMsgMask: 0x7fffff });
  client.send({ type: 'HEARTBEAT_REQ', invokeId: 2 });
  client.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 0x1f });
  await client.answers().then((answers) => received.push(...answers));
  // A call that is held, retrieved and conferenced; then a phone goes out of service.
  await harness.talking('2001');
  const jdoe = simulator.agent('jdoe');
  await jdoe.hold();
  await jdoe.retrieve();
  await jdoe.consult('2002');
  await simulator.agent('asmith').answer();
  await jdoe.conference();
  await simulator.agent('asmith').setOutOfService();
  await jdoe.hangUp();
  // A failed call, an overflow, refused queries, a failure event.
  await simulator.agent('bwong').makeCall('2002');
  await simulator.changeQueue(1, { overflow: { csqId: 2, afterSeconds: 5 } });
  await simulator.inboundCall();
  await wait(20);
  client.send({ type: 'QUERY_QUEUE_STATISTICS_REQ', invokeId: 3, csqId: 99 });
  client.send({ type: 'QUERY_AGENT_STATE_REQ', invokeId: 4, agentId: 'nobody' });
  simulator.sendFailure(96);
  received.push(...(await client.answers()));
  return received;
}

/** The required fields of the version that the message lacks. */
function missing(message: CtiMessage, { fixed, floating }: MessageDefinition, version: number): string[] {
  const has = (since = 0, until = 99): boolean => since <= version && until >= version;
  const wanted = [
    ...fixed.filter(
      ({ key, since, until }) => key !== undefined && !key.startsWith('num') && has(since, until),
    ),
    ...floating.flatMap((part) =>
      isGroup(part) || part.required !== true || !has(part.since, part.until) ? [] : [part],
    ),
  ].flatMap(({ key }) => (key === undefined ? [] : [key]));
  return wanted.filter((key) => !(key in message)).map((key) => `${message.type}.${key}`);
}

describe.each([12, 17, 18])('server messages in version %i', (version) => {
  it('are all sent, with their required fields', async () => {
    const received = await receiveEveryEvent(version);
    const types = new Set(received.map(({ type }) => type as string));
    const known = fromServer.filter(({ since = 0 }) => since <= version).map(({ name }) => name);
    expect(known.filter((name) => !types.has(name))).toEqual([]);
    const gaps = received.flatMap((message) => {
      const definition = fromServer.find(({ name }) => name === message.type);
      return definition === undefined
        ? [`${message.type} is not a server message`]
        : missing(message, definition, version);
    });
    expect([...new Set(gaps)]).toEqual([]);
  });
});
