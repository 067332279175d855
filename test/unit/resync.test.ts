import { beforeEach, describe, expect, it } from 'vitest';
import { type CtiClient, createCtiClient } from '../../core/client.ts';
import type { CtiClientOptions } from '../../core/client-options.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { bridgeMode } from '../../core/session/open-request.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { openConf, type ScriptedServer, servers } from './scripted-server.ts';

let clock: FakeClock;
let node: ScriptedServer;
let client: CtiClient;

beforeEach(() => {
  clock = new FakeClock();
});

function start(servicesGranted: number, options: Partial<CtiClientOptions> = {}): Promise<void> {
  const { network, nodes } = servers(clock, 'a');
  node = nodes[0] as ScriptedServer;
  node.onOpen = (open) => openConf(open, { servicesGranted });
  client = createCtiClient({
    transport: network.transport,
    endpoints: [node.endpoint],
    mode: bridgeMode({ clientId: 'sync' }),
    clock,
    random: () => 0,
    ...options,
  });
  return client.connect();
}

async function tell(...events: CtiMessage[]): Promise<void> {
  for (const event of events) node.send(event);
  await settle();
}

const stateEvent = (agentId: string, agentState: number): CtiMessage => ({
  type: 'AGENT_STATE_EVENT',
  csqState: 0,
  stateDuration: 0,
  csqId: 0xffffffff,
  agentState,
  eventReasonCode: 0,
  agentId,
});
const state = (agentId: string): string | undefined => client.agents.getSnapshot().get(agentId)?.state;

describe('a resync that is replaced by another', () => {
  it('does not apply events that the newer one buffers', async () => {
    await start(0x10);
    await tell(stateEvent('jdoe', 3));
    client.reload();
    await settle();
    client.reload();
    await settle();
    await tell(stateEvent('jdoe', 4));
    expect(client.session.getSnapshot().name).toBe('synchronizing');
    expect(state('jdoe')).toBe('ready');
    const { invokeId } = node.last('QUERY_AGENT_STATE_REQ');
    await tell({ type: 'QUERY_AGENT_STATE_CONF', invokeId, agentState: 2 });
    expect(client.session.getSnapshot().name).toBe('ready');
    expect(state('jdoe')).toBe('talking');
  });
});

describe('a configuration upload that fails repeatedly', () => {
  it('drops buffered events before each retry: the snapshots are newer', async () => {
    void start(0x40010);
    await settle();
    await tell({ type: 'CONFIG_KEY_EVENT', status: 2 }, stateEvent('jdoe', 4));
    await clock.advance(10_000);
    await tell({ type: 'CONFIG_KEY_EVENT', status: 1 }, stateEvent('asmith', 3));
    expect(client.session.getSnapshot().name).toBe('ready');
    expect(state('jdoe')).toBeUndefined();
    expect(state('asmith')).toBe('ready');
  });

  it('leaves no timer when the client is closed before the retry', async () => {
    start(0x40010).catch(() => {});
    await settle();
    await tell({ type: 'CONFIG_KEY_EVENT', status: 2 });
    void client.close();
    await settle();
    await clock.advance(5000); // timeout of CLOSE_REQ
    expect(client.session.getSnapshot().name).toBe('closed');
    expect(clock.pending).toBe(0);
  });
});

describe('a link that breaks during a configuration upload', () => {
  it('leaves no rejection unhandled', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => {
      unhandled.push(reason);
    };
    process.on('unhandledRejection', note);
    void start(0x40010);
    await settle();
    // Key and reset arrive together: the upload request finds the link closed.
    node.send({ type: 'CONFIG_KEY_EVENT', status: 0 });
    node.link.abort();
    await settle();
    await clock.advance(1000);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
    expect(node.count('OPEN_REQ')).toBe(2);
  });
});

describe('a reconnect policy that throws', () => {
  it('closes the session with its error', async () => {
    const connected = start(0x10, {
      reconnect: () => {
        throw new TypeError('a bug in the policy');
      },
    });
    await settle();
    await connected;
    node.link.abort();
    await settle();
    expect(client.session.getSnapshot()).toMatchObject({ name: 'closed', reason: 'failed' });
    expect(String((client.session.getSnapshot() as { error?: Error }).error?.cause)).toContain(
      'a bug in the policy',
    );
    await client.close();
  });
});
