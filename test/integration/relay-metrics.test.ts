/** Every metric of /metrics, compared with what happened. */

import { createRelay, signToken } from '@rxcti/relay';
import { agentMode, bridgeMode, type Transport } from 'rxcti';
import { tcp } from 'rxcti/tcp';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { encodeEnvelope } from '../../transports/websocket/envelope.ts';
import { layCable } from './cable.ts';
import { noNats, startNats } from './nats-server.ts';
import { openRelayFixture, secret, waitUntil } from './relay-fixture.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A scrape: values by name and labels, and the names of all figures. */
async function scrape(
  port: number,
): Promise<{ values: ReadonlyMap<string, number>; names: readonly string[] }> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return {
    values: new Map(
      samples.map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice('rxcti_relay_'.length, at), Number(line.slice(at + 1))];
      }),
    ),
    names: [...text.matchAll(/^# TYPE rxcti_relay_(\S+)/gm)].map(([, name]) => name as string),
  };
}

/** What there is only in a cluster. */
const clusterFigures = [
  'cluster_role',
  'cluster_leader_changes_total',
  'cluster_leader_since_timestamp_seconds',
  'cluster_step_downs_total',
  'cluster_lease_age_seconds',
  'cluster_reachable',
  'cluster_stream_sequence',
  'cluster_stream_idle_seconds',
  'cluster_stream_lag_bytes',
];

/** TCP that counts by itself what passes. */
function countedTcp(): { readonly transport: Transport; readonly bytes: { received: number; sent: number } } {
  const bytes = { received: 0, sent: 0 };
  const inner = tcp();
  return {
    bytes,
    transport: {
      kind: inner.kind,
      async dial(endpoint, options) {
        const link = await inner.dial(endpoint, options);
        async function* incoming(): AsyncGenerator<Uint8Array> {
          for await (const chunk of link.incoming) {
            bytes.received += chunk.byteLength;
            yield chunk;
          }
        }
        return {
          endpoint: link.endpoint,
          incoming: incoming(),
          closed: link.closed,
          bufferedAmount: 0,
          send(chunk) {
            bytes.sent += chunk.byteLength;
            link.send(chunk);
          },
          close: () => link.close(),
          abort: (reason) => link.abort(reason),
        };
      },
    },
  };
}

it('reports every metric', { timeout: 40_000 }, async () => {
  const observed = { events: 0, deliveries: 0 };
  const ccx = countedTcp();
  const ccxHouse = await openRelayFixture();
  closers.push(() => ccxHouse.close());
  const startedAt = Date.now() / 1000;
  const fixture = await openRelayFixture({
    relay: {
      upstream: {
        transport: ccx.transport,
        endpoints: [{ host: '127.0.0.1', port: ccxHouse.ccxPort }],
        mode: bridgeMode({ clientId: 'watched' }),
      },
      observability: { port: 0 },
      policy: { dedicated: ['agent'] },
    },
  });
  closers.push(() => fixture.close());
  const { relay } = fixture;
  relay.events$.subscribe((event) => {
    if (event.type !== 'event-delivered') return;
    observed.events++;
    observed.deliveries += event.deliveries;
  });
  const { simulator } = ccxHouse;
  const cable = await layCable(relay.port);
  closers.push(() => cable.close());

  const admin = await fixture.connect({ role: 'admin' }, undefined, { port: cable.port });
  const wallboard = await fixture.connect({ role: 'wallboard' });
  const jdoe = await fixture.connect(
    { role: 'agent', agentId: 'jdoe' },
    agentMode({ agentId: 'jdoe', extension: '2001' }),
  );
  const before = await scrape(relay.observabilityPort);
  const observedBefore = { ...observed };

  // The agent, over a session of the own: CCX tells the agent and the shared session.
  await jdoe.agent.setState('notReady', { reasonCode: 7 });
  await waitUntil(() => expect(admin.agents.getSnapshot().get('jdoe')?.reasonCode).toBe(7));
  await waitUntil(() => expect(wallboard.agents.getSnapshot().get('jdoe')?.state).toBe('notReady'));
  const logout = {
    type: 'SET_AGENT_STATE_REQ',
    agentState: 1,
    eventReasonCode: 0,
    forcedFlag: 1,
    agentCapacity: 0,
    agentInstrument: '',
    agentId: 'asmith',
  } as const;
  await admin.request(logout);
  await admin.request(logout).catch(() => {}); // logged out already
  await jdoe.request(logout).catch(() => {});
  await waitUntil(() => expect(wallboard.agents.getSnapshot().get('asmith')?.state).toBe('loggedOut'));

  // Some who are not let in.
  const wrong = { method: 'POST', body: '{"agentId":"jdoe","password":"wrong"}' };
  expect((await fetch(`http://127.0.0.1:${relay.port}/sign-in`, wrong)).status).toBe(401);
  expect((await fetch(`http://127.0.0.1:${relay.port}/nowhere`)).status).toBe(404);
  // One whose session is not known here.
  const lost = new WebSocket(`ws://127.0.0.1:${relay.port}/cti`, 'rxcti.1');
  closers.push(() => lost.terminate());
  await new Promise((resolve) => lost.once('open', resolve));
  const token = await signToken({ secret, role: 'admin' });
  const resume = { session: 'unknown', received: 0, epoch: '', offset: 0 };
  lost.send(encodeEnvelope({ kind: 'hello', version: 1, token, resume }));
  await new Promise((resolve) => lost.once('close', resolve));

  // One away: what happens meanwhile waits for it.
  cable.pull();
  cable.reset();
  await waitUntil(() => expect(relay.sessions).toEqual({ open: 3, connected: 2 }));
  await jdoe.agent.setState('ready');
  await waitUntil(() => expect(wallboard.agents.getSnapshot().get('jdoe')?.state).toBe('ready'));
  const away = await scrape(relay.observabilityPort);
  cable.plug();
  await waitUntil(() => expect(relay.sessions).toEqual({ open: 3, connected: 3 }));
  await waitUntil(() => expect(admin.agents.getSnapshot().get('jdoe')?.state).toBe('ready'));

  await wallboard.close();
  await waitUntil(() => expect(relay.sessions.open).toBe(2));
  await waitUntil(async () =>
    expect(
      (await scrape(relay.observabilityPort)).values.get('event_loop_lag_seconds_count'),
    ).toBeGreaterThan(0),
  );
  const after = await scrape(relay.observabilityPort);

  const seen = new Set<string>();
  const read = (from: typeof after, name: string, labels = ''): number | undefined => {
    seen.add(name.replace(/_(count|sum)$/, ''));
    return from.values.get(`${name}${labels}`);
  };
  const now = (name: string, labels?: string): number | undefined => read(after, name, labels);
  const grown = (name: string, labels?: string): number =>
    (read(after, name, labels) ?? 0) - (read(before, name, labels) ?? 0);

  expect(now('sessions', '{role="admin",connection="connected"}')).toBe(1);
  expect(now('sessions', '{role="wallboard",connection="connected"}')).toBe(0);
  expect(read(away, 'sessions', '{role="admin",connection="disconnected"}')).toBe(1);
  expect(read(away, 'send_queue_frames')).toBe(1);
  expect(read(away, 'send_queue_bytes')).toBeGreaterThan(20);
  expect(read(away, 'send_queue_max_bytes')).toBe(read(away, 'send_queue_bytes'));
  expect(read(away, 'unacknowledged_bytes')).toBeGreaterThan(0);
  expect(now('send_queue_frames')).toBe(0);
  expect(now('send_queue_bytes')).toBe(0);

  expect(now('upstream_ready')).toBe(1);
  expect(now('upstream_state', '{state="ready"}')).toBe(1);
  expect(now('upstream_state', '{state="waiting"}')).toBe(0);
  expect(now('upstream_idle_seconds')).toBeLessThan(20);
  expect(now('upstream_disconnects_total')).toBe(0);
  expect(now('dedicated_sessions', '{state="ready"}')).toBe(1);
  expect(now('dedicated_sessions', '{state="waiting"}')).toBe(0);
  for (const direction of ['received', 'sent'] as const) {
    const labels = `{direction="${direction}"}`;
    const [shared, own] = [now('upstream_bytes_total', labels), now('dedicated_bytes_total', labels)];
    expect(own).toBeGreaterThan(100);
    expect(shared).toBeGreaterThan(100);
    // Heartbeats may have passed since.
    expect(ccx.bytes[direction] - ((shared ?? 0) + (own ?? 0))).toBeLessThan(100);
    expect((shared ?? 0) + (own ?? 0)).toBeLessThanOrEqual(ccx.bytes[direction]);
    expect(grown('websocket_messages_total', labels)).toBeGreaterThan(5);
    expect(grown('websocket_bytes_total', labels)).toBeGreaterThan(100);
  }

  // Not ready, logged out, ready: the shared session received three states, the agent's own two.
  expect(grown('events_total', '{type="AGENT_STATE_EVENT"}')).toBe(5);
  // Two browsers on the shared session, each three; one on the other.
  expect(grown('event_deliveries_total')).toBe(8);
  expect(observed.deliveries - observedBefore.deliveries).toBe(8);
  expect(grown('event_delivery_duration_seconds_count')).toBe(observed.events - observedBefore.events);

  expect(now('sessions_opened_total', '{role="admin"}')).toBe(1);
  expect(now('sessions_opened_total', '{role="wallboard"}')).toBe(1);
  expect(now('sessions_opened_total', '{role="agent"}')).toBe(1);
  expect(now('sessions_ended_total', '{reason="closed"}')).toBe(1);
  expect(now('session_resume_gap_seconds_count')).toBe(1);
  expect(now('session_resume_gap_seconds_sum')).toBeGreaterThan(0);
  expect(now('resyncs_total', '{reason="unknown-session"}')).toBe(1);
  expect(now('rejections_total', '{reason="token"}')).toBe(1);
  expect(now('rejections_total', '{reason="not-found"}')).toBe(1);
  const command = (result: string): number | undefined =>
    now('commands_total', `{request="SET_AGENT_STATE_REQ",result="${result}"}`);
  expect([command('confirmed'), command('refused'), command('denied')]).toEqual([3, 1, 1]);
  expect(now('command_duration_seconds_count', '{result="confirmed"}')).toBe(3);
  expect(now('command_duration_seconds_count', '{result="denied"}')).toBeUndefined();

  expect(now('event_loop_lag_seconds_count')).toBeGreaterThan(0);
  expect(now('resident_memory_bytes')).toBeGreaterThan(2e7);
  expect(Math.abs((now('start_time_seconds') ?? 0) - startedAt)).toBeLessThan(5);

  // CCX goes away and comes back.
  simulator.dropLink();
  await waitUntil(async () =>
    expect((await scrape(relay.observabilityPort)).values.get('upstream_disconnects_total')).toBe(1),
  );
  await waitUntil(() => expect(relay.isReady).toBe(true));

  // Only a cluster has these; see below.
  for (const name of clusterFigures) {
    expect(after.values.get(name) ?? 0).toBe(0);
    seen.add(name);
  }
  expect(after.names.filter((name) => !seen.has(name))).toEqual([]);
});

it.skipIf(noNats !== undefined)(
  'reports cluster metrics (skipped without nats-server)',
  { timeout: 30_000 },
  async () => {
    const { nats } = await import('@rxcti/relay/nats');
    const server = await startNats();
    closers.push(() => server.close());
    const fixture = await openRelayFixture();
    closers.push(() => fixture.close());
    const start = async (name: string) => {
      const relay = await createRelay({
        upstream: { transport: tcp(), endpoints: [{ host: '127.0.0.1', port: fixture.ccxPort }] },
        listen: { port: 0 },
        auth: { jwt: { secret } },
        cluster: nats({ servers: server.url, name, leaseMs: 1200 }),
        observability: { port: 0 },
      });
      closers.push(() => relay.close());
      await relay.whenReady();
      return relay;
    };
    const first = await start('first');
    const second = await start('second');
    const [holder, follower] = await Promise.all([
      scrape(first.observabilityPort),
      scrape(second.observabilityPort),
    ]);
    expect(holder.values.get('cluster_role{role="leader"}')).toBe(1);
    expect(follower.values.get('cluster_role{role="follower"}')).toBe(1);
    for (const { values } of [holder, follower]) {
      const since = values.get('cluster_leader_since_timestamp_seconds{leader="first"}') ?? 0;
      expect(Math.abs(since - Date.now() / 1000)).toBeLessThan(30);
      expect(values.get('cluster_leader_changes_total')).toBe(0);
      expect(values.get('cluster_step_downs_total')).toBe(0);
      expect(values.get('cluster_lease_age_seconds')).toBeLessThan(1.2);
      expect(values.get('cluster_reachable')).toBe(1);
    }
    expect(holder.values.get('cluster_stream_lag_bytes{follower="second"}')).toBeGreaterThanOrEqual(0);
    expect(holder.values.get('cluster_stream_idle_seconds')).toBeUndefined();
    expect(follower.values.get('cluster_stream_idle_seconds')).toBeLessThan(5);
    await fixture.simulator.agent('jdoe').setNotReady();
    await waitUntil(async () => {
      const [here, there] = await Promise.all([
        scrape(first.observabilityPort),
        scrape(second.observabilityPort),
      ]);
      expect(here.values.get('cluster_stream_sequence')).toBeGreaterThan(0);
      expect(there.values.get('cluster_stream_sequence')).toBe(here.values.get('cluster_stream_sequence'));
    });
    await first.close();
    await waitUntil(async () => {
      const { values } = await scrape(second.observabilityPort);
      expect(values.get('cluster_role{role="leader"}')).toBe(1);
      expect(values.get('cluster_role{role="follower"}')).toBeUndefined();
      expect(values.get('cluster_leader_changes_total')).toBe(1);
      expect(values.get('cluster_leader_since_timestamp_seconds{leader="second"}')).toBeGreaterThan(0);
    });
  },
);
