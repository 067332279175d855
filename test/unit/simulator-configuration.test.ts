import { describe, expect, it } from 'vitest';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { TestClient } from './server-harness.ts';
import { openClient, simulate } from './simulator-harness.ts';

const key = (value: number): Uint8Array => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, value);

/** Summary of an upload: kind, number of records, final status. */
function outline(messages: readonly CtiMessage[]): string[] {
  return messages.map((message) => {
    switch (message.type) {
      case 'CONFIG_BEGIN_EVENT':
        return `begin ${message.configType} ${message.configurationMask}`;
      case 'CONFIG_END_EVENT':
        return `end ${message.status}`;
      case 'CONFIG_APPLICATION_EVENT':
      case 'CONFIG_CSQ_EVENT':
      case 'CONFIG_AGENT_EVENT':
      case 'CONFIG_DEVICE_EVENT':
      case 'CONFIG_TERMINAL_EVENT':
        return `${message.type.split('_')[1]} ${message.records?.length}`;
      default:
        return message.type;
    }
  });
}

async function upload(client: TestClient, configurationMask: number): Promise<CtiMessage[]> {
  client.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask });
  return client.answers();
}

const whole = [
  'begin 1 1',
  'APPLICATION 3',
  'end 0',
  'begin 1 2',
  'CSQ 3',
  'end 0',
  'begin 1 4',
  'AGENT 10',
  'AGENT 2',
  'end 0',
  'begin 1 8',
  'DEVICE 10', // 12 phones, 3 route points, 10 CTI ports, their group
  'DEVICE 10',
  'DEVICE 6',
  'end 0',
];
const terminals = ['begin 1 16', 'TERMINAL 10', 'TERMINAL 2', 'end 0'];

describe('the configuration', () => {
  it.each([
    [10, undefined, whole],
    [14, undefined, whole],
    [17, undefined, whole],
    [18, 1, [...whole, ...terminals]],
    [18, 2, [...whole, ...terminals]],
  ] as const)('is uploaded in version %i, lengths of %s', async (version, lengthBytes, expected) => {
    const { simulator } = simulate(lengthBytes === undefined ? {} : { lengthBytes });
    const client = await openClient(simulator, {}, new TestClient(version, lengthBytes));
    client.send({ type: 'CONFIG_REQUEST_KEY_EVENT' });
    expect(await client.answers()).toEqual([
      {
        type: 'CONFIG_KEY_EVENT',
        status: 0,
        applicationConfigKey: key(1),
        csqConfigKey: key(1),
        agentConfigKey: key(1),
        deviceConfigKey: key(1),
      },
    ]);
    const messages = await upload(client, 0x1f);
    expect(outline(messages)).toEqual(expected);
    const agents = messages.flatMap((message) =>
      message.type === 'CONFIG_AGENT_EVENT' ? (message.records ?? []) : [],
    );
    expect(agents[4]).toEqual({
      recordType: 0,
      agentType: 1,
      loginId: 'dmueller',
      lastName: 'Müller',
      firstName: 'Dieter',
      extension: '2005',
      csqs: [{ csqId: 2 }, { csqId: 3 }],
      agentState: simulator.snapshot().agents[4]?.state,
      ...(version >= 17 ? { mrdId: 1 } : {}),
      ...(version >= 18 ? { activeTerminal: 'SEP001122330005' } : {}),
    });
  });

  it('has the key of its kind in each block', async () => {
    const { simulator } = simulate();
    const client = await openClient(simulator);
    const begins = (await upload(client, 0xf)).filter(({ type }) => type === 'CONFIG_BEGIN_EVENT');
    expect(begins).toEqual([
      { type: 'CONFIG_BEGIN_EVENT', configType: 1, configurationMask: 1, applicationConfigKey: key(1) },
      { type: 'CONFIG_BEGIN_EVENT', configType: 1, configurationMask: 2, csqConfigKey: key(1) },
      { type: 'CONFIG_BEGIN_EVENT', configType: 1, configurationMask: 4, agentConfigKey: key(1) },
      { type: 'CONFIG_BEGIN_EVENT', configType: 1, configurationMask: 8, deviceConfigKey: key(1) },
    ]);
  });

  it('is sent for the kinds in both masks', async () => {
    const { simulator } = simulate();
    // ConfigMsgMask: agents (1) and CSQs (2). ConfigurationMask: applications (1), agents (4).
    const client = await openClient(simulator, { configMsgMask: 0x3 });
    expect(outline(await upload(client, 0x5))).toEqual(['begin 1 4', 'AGENT 10', 'AGENT 2', 'end 0']);
    client.send({ type: 'CONFIG_REQUEST_KEY_EVENT' });
    expect(await client.answers()).toEqual([
      { type: 'CONFIG_KEY_EVENT', status: 0, csqConfigKey: key(1), agentConfigKey: key(1) },
    ]);
    expect(await upload(client, 0x9)).toMatchObject([{ type: 'CONFIG_END_EVENT', status: 1 }]);
  });

  it('is not sent with mask 0 (updates only)', async () => {
    const { simulator } = simulate();
    const client = await openClient(simulator);
    expect(await upload(client, 0)).toEqual([]);
    await simulator.changeQueue(1, { name: 'Sales & more' });
    expect(outline(await client.answers())).toEqual(['begin 2 2', 'CSQ 1', 'end 0']);
  });

  it('is CONFIG_END_EVENT with status 4 if there are no records', async () => {
    const { simulator } = simulate({ queues: 0 });
    const client = await openClient(simulator);
    expect(outline(await upload(client, 0x3))).toEqual(['end 4', 'end 4']);
  });

  it('is refused without the service', async () => {
    const { simulator } = simulate();
    const client = await openClient(simulator, { servicesRequested: 0x10 });
    client.send({ type: 'CONFIG_REQUEST_KEY_EVENT' });
    expect(await client.answers()).toEqual([{ type: 'CONFIG_KEY_EVENT', status: 1 }]);
    expect(await upload(client, 0xf)).toMatchObject([{ type: 'CONFIG_END_EVENT', status: 1 }]);
    await simulator.changeQueue(1, { name: 'Sales & more' });
    expect(await client.answers()).toEqual([]);
  });

  it('is refused while the server is offline', async () => {
    const { simulator } = simulate({ online: false });
    const client = await openClient(simulator);
    client.send({ type: 'CONFIG_REQUEST_KEY_EVENT' });
    expect(await client.answers()).toEqual([{ type: 'CONFIG_KEY_EVENT', status: 2 }]);
    expect(await upload(client, 0xf)).toMatchObject([{ type: 'CONFIG_END_EVENT', status: 3 }]);
  });

  it('has at most ten records per message', async () => {
    const { simulator } = simulate({ agents: 101 });
    const client = await openClient(simulator);
    const sizes = outline(await upload(client, 0x4)).slice(1, -1);
    expect(sizes).toEqual([...Array(10).fill('AGENT 10'), 'AGENT 1']);
  });
});

describe('a change', () => {
  it('is sent to sessions that asked for its kind, with a new key', async () => {
    const { simulator } = simulate();
    const [wants, other, silent] = [
      await openClient(simulator, { clientId: 'a' }),
      await openClient(simulator, { clientId: 'b' }, new TestClient(10)),
      await openClient(simulator, { clientId: 'c' }),
    ];
    await upload(wants, 0x4);
    await upload(other, 0x2);
    await simulator.changeAgent('jdoe', { lastName: 'Doe-Smith', csqIds: [1, 3] });
    const block = await wants.answers();
    expect(block).toMatchObject([
      { type: 'CONFIG_BEGIN_EVENT', configType: 2, configurationMask: 4, agentConfigKey: key(2) },
      {
        type: 'CONFIG_AGENT_EVENT',
        records: [
          { recordType: 1, loginId: 'jdoe', lastName: 'Doe-Smith', csqs: [{ csqId: 1 }, { csqId: 3 }] },
        ],
      },
      { type: 'CONFIG_END_EVENT', status: 0 },
    ]);
    expect(await other.answers()).toEqual([]);
    expect(await silent.answers()).toEqual([]);
    silent.send({ type: 'CONFIG_REQUEST_KEY_EVENT' });
    expect(await silent.answers()).toMatchObject([{ agentConfigKey: key(2), csqConfigKey: key(1) }]);
    expect(simulator.agent('jdoe').snapshot).toMatchObject({ lastName: 'Doe-Smith', csqIds: [1, 3] });
  });

  it('rejects unknown agents, queues and teams', async () => {
    const { simulator } = simulate();
    await expect(simulator.changeAgent('nobody', {})).rejects.toThrow(/unknown agentId: nobody/);
    await expect(simulator.changeQueue(9, {})).rejects.toThrow(/unknown csqId: 9/);
  });
});

describe('teams', () => {
  it('are uploaded and confirmed', async () => {
    const { simulator } = simulate();
    const client = await openClient(simulator);
    client.send({ type: 'TEAM_CONFIG_REQ', invokeId: 7, configParam: 1 });
    const [north, south, conf] = await client.answers();
    expect(north).toMatchObject({
      type: 'TEAM_CONFIG_EVENT',
      teamId: 1,
      operation: 1,
      teamName: 'Team North',
    });
    expect(south).toMatchObject({ type: 'TEAM_CONFIG_EVENT', teamId: 2, teamName: 'Team South' });
    expect(conf).toEqual({ type: 'TEAM_CONFIG_CONF', invokeId: 7, status: 0 });
    if (north?.type !== 'TEAM_CONFIG_EVENT') throw new Error('no team');
    expect(north.members).toEqual([
      ...['jdoe', 'bwong', 'dmueller', 'fokafor', 'hsilva'].map((agentId) => ({
        agentId,
        agentFlags: 0,
        recordType: 0,
        memberType: 1,
      })),
      { agentId: 'kpatel', agentFlags: 5, recordType: 0, memberType: 1 },
      ...['1', '2', '3'].map((agentId) => ({ agentId, agentFlags: 0, recordType: 0, memberType: 2 })),
    ]);
  });

  it('are only confirmed for updates, which follow', async () => {
    const { simulator } = simulate();
    const client = await openClient(simulator);
    client.send({ type: 'TEAM_CONFIG_REQ', invokeId: 8, configParam: 2 });
    expect(await client.answers()).toEqual([{ type: 'TEAM_CONFIG_CONF', invokeId: 8, status: 0 }]);
    await simulator.changeAgent('jdoe', { teamId: 2 });
    expect(await client.answers()).toMatchObject([
      { teamId: 1, operation: 3, members: [{ agentId: 'jdoe', recordType: 2 }] },
      { teamId: 2, operation: 3, members: [{ agentId: 'jdoe', recordType: 0 }] },
    ]);
  });

  it('require the supervisor service', async () => {
    const { simulator } = simulate();
    const client = await openClient(simulator, { servicesRequested: 0x10 });
    client.send({ type: 'TEAM_CONFIG_REQ', invokeId: 9, configParam: 1 });
    expect(await client.answers()).toMatchObject([{ type: 'FAILURE_CONF', invokeId: 9, status: 17 }]);
  });

  it('have at most 64 members per message', async () => {
    const { simulator } = simulate({ agents: 100, queues: 30 });
    const client = await openClient(simulator);
    client.send({ type: 'TEAM_CONFIG_REQ', invokeId: 7, configParam: 1 });
    const events = (await client.answers()).filter((message) => message.type === 'TEAM_CONFIG_EVENT');
    expect(events.map(({ teamId, operation, members }) => [teamId, operation, members?.length])).toEqual([
      [1, 1, 64],
      [1, 3, 16],
      [2, 1, 64],
      [2, 3, 16],
    ]);
  });
});
