/**
 * Metrics of clients, sessions, requests, event delivery and bytes on links.
 * @module
 */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Link, Transport } from 'rxcti';
import { wrapLink } from 'rxcti/server';
import { type Role, roles } from '../authorization/rights.ts';
import type { Client } from '../connections/client.ts';
import type { WebSocketTraffic } from '../connections/handshake.ts';
import type { RelayEvent } from './events.ts';
import { addGauge, addTrafficCounter, durationBuckets, metric } from './metric.ts';

/** Adds the metrics; gives the function that counts events. */
export function addClientMetrics(
  registry: Registry,
  { clients, traffic }: { clients(): Iterable<Client>; readonly traffic: WebSocketTraffic },
): (event: RelayEvent) => void {
  const counts = (): ClientCounts => countClients(clients());
  new Gauge({
    ...metric(
      registry,
      'sessions',
      'Sessions by role. connection="disconnected": kept until the client resumes or the resume window ends.',
      ['role', 'connection'],
    ),
    collect() {
      const { byRole } = counts();
      for (const role of roles) {
        this.set({ role, connection: 'connected' }, byRole[role].connected);
        this.set({ role, connection: 'disconnected' }, byRole[role].disconnected);
      }
    },
  });
  addGauge(registry, 'send_queue_frames', 'CTI frames queued for clients.', () => counts().queuedFrames);
  addGauge(registry, 'send_queue_bytes', 'Bytes queued for clients.', () => counts().queuedBytes);
  addGauge(
    registry,
    'send_queue_max_bytes',
    'Bytes queued for the client with the longest queue.',
    () => counts().maxQueuedBytes,
  );
  addGauge(
    registry,
    'unacknowledged_bytes',
    'Bytes sent to clients and kept until acknowledged.',
    () => counts().unacknowledgedBytes,
  );
  addTrafficCounter(
    registry,
    'websocket_messages_total',
    'WebSocket messages exchanged with clients.',
    () => ({ received: traffic.receivedMessages, sent: traffic.sentMessages }),
  );
  addTrafficCounter(
    registry,
    'websocket_bytes_total',
    'Bytes in WebSocket messages exchanged with clients.',
    () => ({ received: traffic.receivedBytes, sent: traffic.sentBytes }),
  );
  return eventCounters(registry);
}

function eventCounters(registry: Registry): (event: RelayEvent) => void {
  const opened = new Counter(
    metric(registry, 'sessions_opened_total', 'Opened sessions, by role.', ['role']),
  );
  const ended = new Counter(
    metric(registry, 'sessions_ended_total', 'Ended sessions, by reason.', ['reason']),
  );
  const resumed = new Histogram({
    ...metric(
      registry,
      'session_resume_gap_seconds',
      'Time for which clients were disconnected before they resumed.',
    ),
    buckets: [0.1, 0.5, 1, 2.5, 5, 10, 20, 30, 60],
  });
  const resyncs = new Counter(
    metric(registry, 'resyncs_total', 'Clients that had to resync, by reason.', ['reason']),
  );
  const rejections = new Counter(
    metric(registry, 'rejections_total', 'Refused connections and sign-ins, by reason.', ['reason']),
  );
  const commands = new Counter(
    metric(registry, 'commands_total', 'Commands, by message type and result.', ['request', 'result']),
  );
  const commandDuration = new Histogram({
    ...metric(registry, 'command_duration_seconds', 'Time from a command to the reply of CCX, by result.', [
      'result',
    ]),
    buckets: durationBuckets,
  });
  const events = new Counter(metric(registry, 'events_total', 'Events of CCX, by message type.', ['type']));
  const deliveries = new Counter(
    metric(registry, 'event_deliveries_total', 'Events sent to clients, counted once per client.'),
  );
  const deliveryDuration = new Histogram({
    ...metric(
      registry,
      'event_delivery_duration_seconds',
      'Time from the arrival of an event to its last delivery.',
    ),
    buckets: durationBuckets,
  });
  return (event) => {
    switch (event.type) {
      case 'event-delivered':
        events.inc({ type: event.message });
        deliveries.inc(event.deliveries);
        deliveryDuration.observe(event.durationMs / 1000);
        break;
      case 'command': {
        const { request, result, durationMs } = event.command;
        commands.inc({ request, result });
        if (result !== 'denied') commandDuration.observe({ result }, durationMs / 1000);
        break;
      }
      case 'session-opened':
        opened.inc({ role: event.rights.role });
        break;
      case 'session-resumed':
        resumed.observe(event.disconnectedMs / 1000);
        break;
      case 'session-ended':
        ended.inc({ reason: event.reason });
        break;
      case 'resync':
        resyncs.inc({ reason: event.reason });
        break;
      case 'rejected':
        rejections.inc({ reason: event.reason });
        break;
      default:
        break;
    }
  };
}

interface ClientCounts {
  readonly byRole: Readonly<Record<Role, { readonly connected: number; readonly disconnected: number }>>;
  readonly queuedFrames: number;
  readonly queuedBytes: number;
  readonly maxQueuedBytes: number;
  readonly unacknowledgedBytes: number;
}

function countClients(clients: Iterable<Client>): ClientCounts {
  const byRole = Object.fromEntries(roles.map((role) => [role, { connected: 0, disconnected: 0 }])) as Record<
    Role,
    { connected: number; disconnected: number }
  >;
  let [queuedFrames, queuedBytes, maxQueuedBytes, unacknowledgedBytes] = [0, 0, 0, 0];
  for (const { link, rights } of clients) {
    byRole[rights.role][link.isConnected ? 'connected' : 'disconnected']++;
    queuedFrames += link.stream.queuedChunks;
    queuedBytes += link.stream.queuedBytes;
    maxQueuedBytes = Math.max(maxQueuedBytes, link.stream.queuedBytes);
    unacknowledgedBytes += link.stream.unacknowledgedBytes;
  }
  return { byRole, queuedFrames, queuedBytes, maxQueuedBytes, unacknowledgedBytes };
}

/** Totals since the relay started. */
export interface TrafficMeter {
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** Time of the last received bytes, in milliseconds since 1970; undefined while there is no link, or none with heartbeats. */
  readonly receivedAt: number | undefined;
  /** The transport, with its links counted. */
  wrap(transport: Transport): Transport;
}

export function createTrafficMeter(now: () => number): TrafficMeter {
  let receivedBytes = 0;
  let sentBytes = 0;
  let receivedAt: number | undefined;
  let current: Link | undefined;

  function count(link: Link): Link {
    current = link;
    // Links with a keep-alive of their own carry no heartbeats and may be silent.
    if (link.hasKeepAlive !== true) receivedAt = now();
    void link.closed.then(() => {
      if (current === link) receivedAt = undefined;
    });
    return wrapLink(link, {
      incoming: counted(link),
      send(bytes, position) {
        link.send(bytes, position);
        sentBytes += bytes.byteLength;
      },
    });
  }

  async function* counted(link: Link): AsyncGenerator<Uint8Array> {
    for await (const chunk of link.incoming) {
      receivedBytes += chunk.byteLength;
      if (current === link && link.hasKeepAlive !== true) receivedAt = now();
      yield chunk;
    }
  }

  return {
    get receivedBytes() {
      return receivedBytes;
    },
    get sentBytes() {
      return sentBytes;
    },
    get receivedAt() {
      return receivedAt;
    },
    wrap: (transport) => ({
      kind: transport.kind,
      ...(transport.endpoint === undefined ? {} : { endpoint: transport.endpoint }),
      dial: async (endpoint, options) => count(await transport.dial(endpoint, options)),
    }),
  };
}
