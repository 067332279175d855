/**
 * The transport contract through the relay: `webSocket()` on one side, on the other the relay's HTTP server and clients
 * with the suite in place of virtual CTI sessions, so that any bytes may pass.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Endpoint, Link, Transport } from '../../core/transport.ts';
import { type Clients, createClients } from '../../relay/connections/clients.ts';
import { createHandshakes } from '../../relay/connections/handshake.ts';
import { defaultLimits, type RelayLimits } from '../../relay/connections/limits.ts';
import { createRejectionLog } from '../../relay/connections/rejection-log.ts';
import { createHttpApp } from '../../relay/http/app.ts';
import { createClientAddress } from '../../relay/http/client-address.ts';
import type { Listener } from '../../relay/http/listener.ts';
import { startHttpServer } from '../../relay/http/server.ts';
import { createBatch } from '../../relay/sessions/send-queue.ts';
import { webSocket } from '../../transports/websocket/node.ts';
import { type ContractHarness, type ContractListener, firstBytes } from './harness.ts';
import { type RunningTestServers, startTestServers } from './test-servers.ts';
import { caseTimeoutMs, runCase, transportContract } from './transport-contract.ts';

const host = '127.0.0.1';
/** The suite sends thousands of chunks at once. */
const limits: RelayLimits = {
  ...defaultLimits,
  requestBurst: 1e9,
  maxConnectionsPerMinute: 1e9,
  maxSessionsPerUser: 1000,
};
const opened: { server: Listener; clients: Clients }[] = [];

async function listen(onLink: (link: Link) => void): Promise<ContractListener> {
  const events = { observed: false, next() {} };
  const common = { limits, clock: systemClock, logger: silentLogger, events };
  const rejections = createRejectionLog(common);
  const clients = createClients({
    ...common,
    batch: createBatch(),
    epoch: () => 'contract',
    reject: rejections.reject,
    serve: ({ link }) => onLink(link),
  });
  const verify = async (): Promise<{ role: 'admin'; subject: string }> => ({
    role: 'admin',
    subject: 'suite',
  });
  const traffic = { receivedMessages: 0, receivedBytes: 0, sentMessages: 0, sentBytes: 0 };
  const server = await startHttpServer({
    ...common,
    listen: { port: 0 },
    allowedOrigins: () => undefined,
    app: createHttpApp(common),
    rejections,
    clientAddress: createClientAddress(),
    onSocket: createHandshakes({ ...common, clients, verify, rejections, traffic }).start,
  });
  opened.push({ server, clients });
  return { endpoint: { host, port: server.port }, close: async () => server.stopAccepting() };
}

/** `webSocket()` has one address; the suite names another for each dial. */
const transport: Transport = {
  kind: 'websocket',
  dial: (endpoint, options) =>
    webSocket({ url: `ws://${endpoint.host}:${endpoint.port}/cti`, token: 'any' }).dial(endpoint, options),
};

const fickle = async (end: (link: Link) => void): Promise<Endpoint> =>
  (
    await listen(async (link) => {
      link.send(firstBytes);
      for await (const _ of link.incoming) end(link);
    })
  ).endpoint;

/** Cases that do not apply, and why. */
const meaningless: Readonly<Record<string, string>> = {
  'port out of range: CONNECT_FAILED': 'no URL can name such a port: webSocket() itself refuses it',
};

describe('websocket through the relay', () => {
  let neighbors: RunningTestServers;
  let harness: ContractHarness;
  beforeAll(async () => {
    neighbors = await startTestServers(undefined);
    harness = {
      transport,
      listen,
      unanswering: neighbors.unanswering,
      resetting: await fickle((link) => link.abort()),
      closing: await fickle((link) => void link.close()),
      abortResets: true,
    };
  });
  afterAll(async () => {
    await neighbors.close();
    for (const { server, clients } of opened) {
      clients.stop();
      server.close();
    }
  });

  for (const contractCase of transportContract) {
    test(contractCase.name, { timeout: caseTimeoutMs + 5000 }, async ({ skip }) => {
      const reason = meaningless[contractCase.name];
      if (reason !== undefined) skip(reason);
      const { status, message } = await runCase(contractCase, harness);
      if (status === 'skipped') skip(message);
      expect(message).toBeUndefined();
    });
  }
});
