import { beforeEach, describe, expect, it } from 'vitest';
import { type CtiClient, createCtiClient } from '../../core/client.ts';
import type { CtiClientOptions } from '../../core/client-options.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { bridgeMode } from '../../core/session/open-request.ts';
import { createMemoryNetwork } from '../../transports/memory.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { openConf, ScriptedServer, servers } from './scripted-server.ts';

let clock: FakeClock;
let node: ScriptedServer;
let client: CtiClient;

beforeEach(() => {
  clock = new FakeClock();
});

const key = (last: number): Uint8Array => new Uint8Array([0, 0, 0, 0, 0, 0, 0, last]);
const keys = (application: number, csq: number, agent: number, device: number) => ({
  applicationConfigKey: key(application),
  csqConfigKey: key(csq),
  agentConfigKey: key(agent),
  deviceConfigKey: key(device),
});
const block = (
  configurationMask: number,
  configType: number,
  key: object,
  ...records: CtiMessage[]
): CtiMessage[] => [
  { type: 'CONFIG_BEGIN_EVENT', configType, configurationMask, ...key },
  ...records,
  { type: 'CONFIG_END_EVENT', status: 0 },
];
const queues = (...names: [number, string][]): CtiMessage => ({
  type: 'CONFIG_CSQ_EVENT',
  records: names.map(([csqId, csqName]) => ({ recordType: 0, csqId, csqName })),
});

async function tell(...events: CtiMessage[]): Promise<void> {
  for (const event of events) node.send(event);
  await settle();
}

function start(options: Partial<CtiClientOptions> = {}): Promise<void> {
  const { network, nodes } = servers(clock, 'a');
  node = nodes[0] as ScriptedServer;
  node.onOpen = (open) => openConf(open, { servicesGranted: open.servicesRequested });
  client = createCtiClient({
    transport: network.transport,
    endpoints: [node.endpoint],
    mode: bridgeMode({ clientId: 'config' }),
    clock,
    random: () => 0,
    ...options,
  });
  return client.connect();
}

async function firstUpload(options: Partial<CtiClientOptions> = {}): Promise<void> {
  const connected = start(options);
  await settle();
  await tell({ type: 'CONFIG_KEY_EVENT', status: 0, ...keys(1, 2, 3, 4) });
  expect(node.last('CONFIG_REQUEST_EVENT').configurationMask).toBe(0xf);
  await tell(
    ...block(
      1,
      1,
      { applicationConfigKey: key(1) },
      {
        type: 'CONFIG_APPLICATION_EVENT',
        records: [{ recordType: 0, applicationId: 5, applicationName: 'icd', maxQueued: 20 }],
      },
    ),
    ...block(2, 1, { csqConfigKey: key(2) }, queues([1, 'Sales'], [2, 'Support'])),
    ...block(4, 1, { agentConfigKey: key(3) }),
    ...block(
      8,
      1,
      { deviceConfigKey: key(4) },
      {
        type: 'CONFIG_DEVICE_EVENT',
        records: [
          { recordType: 0, deviceType: 3, deviceField2: 'jdoe', deviceField4: '2001' },
          {
            recordType: 0,
            deviceType: 5,
            deviceField0: 1,
            deviceField1: 5,
            deviceField2: '7000',
            maxQueued: 30,
          },
          { recordType: 0, deviceType: 6, deviceField0: 1, deviceField2: '6001' },
        ],
      },
    ),
  );
  // The configured CTI port is queried for its calls.
  await tell({ type: 'SNAPSHOT_DEVICE_CONF', invokeId: node.last('SNAPSHOT_DEVICE_REQ').invokeId });
  await connected;
}

const names = (): (string | undefined)[] =>
  [...client.queues.getSnapshot().values()].map((queue) => queue.name);

describe('configuration by key', () => {
  it('is uploaded as a whole at first', async () => {
    await firstUpload();
    expect(names()).toEqual(['Sales', 'Support']);
    expect(client.applications.get(5)).toEqual({ applicationId: 5, name: 'icd', maxSessions: 20 });
    expect([...client.devices.getSnapshot().values()]).toEqual([
      { deviceId: '2001', deviceClass: 'agent', inService: true, agentId: 'jdoe' },
      {
        deviceId: '7000',
        deviceClass: 'routePoint',
        inService: true,
        applicationId: 5,
        callControlGroupId: 1,
        maxQueued: 30,
      },
      { deviceId: '6001', deviceClass: 'ctiPort', inService: true, callControlGroupId: 1 },
    ]);
    expect(node.count('CONFIG_REQUEST_EVENT')).toBe(1);
  });

  it('requests only changed kinds after a reconnect, and updates of the rest', async () => {
    await firstUpload();
    node.link.abort();
    await clock.advance(1000);
    await tell({ type: 'CONFIG_KEY_EVENT', status: 0, ...keys(1, 7, 3, 4) });
    expect(node.last('CONFIG_REQUEST_EVENT').configurationMask).toBe(2);
    await tell(...block(2, 1, { csqConfigKey: key(7) }, queues([2, 'Help'])));
    expect(node.last('CONFIG_REQUEST_EVENT').configurationMask).toBe(0);
    await tell({ type: 'SNAPSHOT_DEVICE_CONF', invokeId: node.last('SNAPSHOT_DEVICE_REQ').invokeId });
    expect(client.session.getSnapshot().name).toBe('ready');
    expect(names()).toEqual(['Help']);
    expect(client.applications.getSnapshot().size).toBe(1);
  });

  it('does not count as complete when only the last of several missed updates arrives', async () => {
    await firstUpload();
    node.link.abort();
    await clock.advance(1000);
    // Queue 3 came while the session was down, queue 4 before the keys were requested.
    await tell(...block(2, 2, { csqConfigKey: key(8) }, queues([4, 'Night'])));
    await tell({ type: 'CONFIG_KEY_EVENT', status: 0, ...keys(1, 8, 3, 4) });
    expect(node.last('CONFIG_REQUEST_EVENT').configurationMask).toBe(2);
    await tell(...block(2, 1, { csqConfigKey: key(8) }, queues([1, 'Sales'], [3, 'Day'], [4, 'Night'])));
    await tell({ type: 'SNAPSHOT_DEVICE_CONF', invokeId: node.last('SNAPSHOT_DEVICE_REQ').invokeId });
    expect(client.session.getSnapshot().name).toBe('ready');
    expect(names()).toEqual(['Sales', 'Night', 'Day']);
    // No update is missed from now on, so its key counts.
    await tell(...block(2, 2, { csqConfigKey: key(9) }, queues([5, 'Weekend'])));
    expect(client.saveConfiguration().keys.csq).toBe('0000000000000009');
  });

  it('can be saved, and restored by another run with the same keys', async () => {
    await firstUpload();
    const saved = JSON.parse(JSON.stringify(client.saveConfiguration()));
    expect(saved.keys).toEqual({
      application: '0000000000000001',
      csq: '0000000000000002',
      agent: '0000000000000003',
      device: '0000000000000004',
    });
    const connected = start({ savedConfiguration: saved });
    await settle();
    await tell({ type: 'CONFIG_KEY_EVENT', status: 0, ...keys(1, 2, 3, 4) });
    expect(node.last('CONFIG_REQUEST_EVENT').configurationMask).toBe(0);
    await tell({ type: 'SNAPSHOT_DEVICE_CONF', invokeId: node.last('SNAPSHOT_DEVICE_REQ').invokeId });
    await connected;
    expect(names()).toEqual(['Sales', 'Support']);
    expect(client.devices.get('7000')?.applicationId).toBe(5);
  });

  it('uploads a kind whose key is eight zeros, also with a stored key', async () => {
    await firstUpload();
    node.link.abort();
    await clock.advance(1000);
    await tell({ type: 'CONFIG_KEY_EVENT', status: 0, ...keys(1, 2, 0, 4) });
    expect(node.last('CONFIG_REQUEST_EVENT').configurationMask).toBe(4);
    await tell(...block(4, 1, { agentConfigKey: key(0) }));
    node.link.abort();
    await clock.advance(3000);
    await tell({ type: 'CONFIG_KEY_EVENT', status: 0, ...keys(1, 2, 0, 4) });
    expect(node.last('CONFIG_REQUEST_EVENT').configurationMask).toBe(4);
  });

  it('applies update blocks and stores their keys', async () => {
    await firstUpload();
    await tell(...block(2, 2, { csqConfigKey: key(9) }, queues([3, 'Billing'])));
    expect(names()).toEqual(['Sales', 'Support', 'Billing']);
    await tell(...block(2, 2, {}, { type: 'CONFIG_CSQ_EVENT', records: [{ recordType: 2, csqId: 1 }] }));
    expect(names()).toEqual(['Support', 'Billing']);
    expect(client.saveConfiguration().keys.csq).toBe('0000000000000009');
  });

  it('reloads everything on demand', async () => {
    await firstUpload();
    client.reload();
    await settle();
    await tell({ type: 'CONFIG_KEY_EVENT', status: 0, ...keys(1, 2, 3, 4) });
    expect(node.last('CONFIG_REQUEST_EVENT').configurationMask).toBe(0xf);
  });

  it('treats END without BEGIN as an empty kind', async () => {
    const connected = start();
    await settle();
    await tell({ type: 'CONFIG_KEY_EVENT', status: 0, ...keys(1, 2, 3, 4) });
    for (let kind = 0; kind < 4; kind++) await tell({ type: 'CONFIG_END_EVENT', status: 4 });
    await connected;
    expect(client.session.getSnapshot().name).toBe('ready');
  });

  it('becomes ready without configuration when the server offers none', async () => {
    const connected = start();
    await settle();
    await tell({ type: 'CONFIG_KEY_EVENT', status: 1 });
    await connected;
  });
});

describe('devices and teams', () => {
  it('go out of service and back by SYSTEM_EVENT', async () => {
    await firstUpload();
    const system = (systemEventId: number): CtiMessage => ({
      type: 'SYSTEM_EVENT',
      ccxStatus: 1024,
      ccxTime: 0,
      systemEventId,
      systemEventArg1: 0,
      systemEventArg2: 0,
      systemEventArg3: 0,
      eventDeviceType: 76,
      eventDeviceId: '2001',
    });
    await tell(system(10));
    expect(client.devices.get('2001')?.inService).toBe(false);
    await tell(system(11));
    expect(client.devices.get('2001')?.inService).toBe(true);
  });

  it('has terminals in version 18', async () => {
    const network = createMemoryNetwork({ clock });
    node = new ScriptedServer(network, 'a', 18);
    node.onOpen = (open) => openConf(open, { servicesGranted: open.servicesRequested });
    client = createCtiClient({
      transport: network.transport,
      endpoints: [node.endpoint],
      mode: bridgeMode({ clientId: 'terminals' }),
      version: 18,
      clock,
      random: () => 0,
    });
    const connected = client.connect();
    await settle();
    await tell({ type: 'CONFIG_KEY_EVENT', status: 0 });
    expect(node.last('CONFIG_REQUEST_EVENT').configurationMask).toBe(0x1f);
    const terminal = (terminalDeviceName: string, recordType = 0) => ({
      recordType,
      terminalDeviceName,
      terminalTypeName: 'Phone',
      instruments: [{ instrument: '2001' }],
    });
    for (const mask of [1, 2, 4, 8]) await tell(...block(mask, 1, {}));
    await tell(
      ...block(16, 1, {}, { type: 'CONFIG_TERMINAL_EVENT', records: [terminal('SEP1'), terminal('SEP2')] }),
    );
    await connected;
    expect(client.terminals.get('SEP1')).toEqual({
      terminalId: 'SEP1',
      typeName: 'Phone',
      extensions: ['2001'],
    });
    await tell(...block(16, 2, {}, { type: 'CONFIG_TERMINAL_EVENT', records: [terminal('SEP1', 2)] }));
    expect([...client.terminals.getSnapshot().keys()]).toEqual(['SEP2']);
    await tell(...block(16, 1, {}, { type: 'CONFIG_TERMINAL_EVENT', records: [terminal('SEP3')] }));
    expect([...client.terminals.getSnapshot().keys()]).toEqual(['SEP3']);
  });

  it('collects the members of a team from several events', async () => {
    await firstUpload();
    const member = (agentId: string, agentFlags = 0, recordType = 0) => ({
      agentId,
      agentFlags,
      recordType,
      memberType: 1,
    });
    await tell(
      {
        type: 'TEAM_CONFIG_EVENT',
        teamId: 1,
        operation: 1,
        teamName: 'North',
        members: [member('jdoe'), member('boss', 1)],
      },
      {
        type: 'TEAM_CONFIG_EVENT',
        teamId: 1,
        operation: 3,
        teamName: 'North',
        members: [member('asmith'), { agentId: '2', recordType: 0, memberType: 2 }],
      },
    );
    expect(client.teams.get(1)).toEqual({
      teamId: 1,
      name: 'North',
      members: new Map([
        ['jdoe', 0],
        ['boss', 1],
        ['asmith', 0],
      ]),
      primarySupervisorId: 'boss',
      queueIds: [2],
    });
    await tell({
      type: 'TEAM_CONFIG_EVENT',
      teamId: 1,
      operation: 3,
      teamName: 'North',
      members: [member('jdoe', 0, 2)],
    });
    expect([...(client.teams.get(1)?.members.keys() ?? [])]).toEqual(['boss', 'asmith']);
    await tell({ type: 'TEAM_CONFIG_EVENT', teamId: 1, operation: 2, teamName: '' });
    expect(client.teams.get(1)).toBeUndefined();
  });
});
