/**
 * The transport contract through the relay: `webSocket()` on one side, on the other the relay's own door and links with
 * the suite in the place of the virtual CTI session, so that any bytes may pass.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/clock.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Endpoint, Link, Transport } from '../../core/transport.ts';
import { type Browsers, createBrowsers } from '../../relay/connections/clients.ts';
import { createGreeting } from '../../relay/connections/handshake.ts';
import { createRefusals } from '../../relay/connections/rejection-log.ts';
import { createAddressOf } from '../../relay/http/client-address.ts';
import { type Door, openDoor } from '../../relay/http/server.ts';
import { defaultLimits, type RelayLimits } from '../../relay/options.ts';
import { createBatch } from '../../relay/sessions/batch.ts';
import { webSocket } from '../../transports/websocket/node.ts';
import { type ContractHarness, type ContractListener, firstBytes } from './harness.ts';
import { type RunningTestServers, startTestServers } from './test-servers.ts';
import { caseTimeoutMs, runCase, transportContract } from './transport-contract.ts';

const host = '127.0.0.1';
/** The suite sends what no browser sends: thousands of chunks at once. */
const limits: RelayLimits = {
  ...defaultLimits,
  requestBurst: 1e9,
  connectionsPerMinute: 1e9,
  sessionsPerUser: 1000,
};
const opened: { door: Door; browsers: Browsers }[] = [];

async function listen(onLink: (link: Link) => void): Promise<ContractListener> {
  const common = { limits, clock: systemClock, logger: silentLogger, observer: {} };
  const refusals = createRefusals(common);
  const browsers = createBrowsers({
    ...common,
    batch: createBatch(),
    epoch: () => 'contract',
    refuse: refusals.refuse,
    serve: ({ link }) => onLink(link),
  });
  const verify = async (): Promise<{ role: 'admin'; subject: string }> => ({
    role: 'admin',
    subject: 'suite',
  });
  const door = await openDoor({
    ...common,
    listen: { port: 0 },
    origins: () => undefined,
    routes: {},
    refusals,
    addressOf: createAddressOf(),
    onSocket: createGreeting({ ...common, browsers, verify, refusals }).greet,
  });
  opened.push({ door, browsers });
  return { endpoint: { host, port: door.port }, close: async () => door.shut() };
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

/** Cases that have no meaning here, and why. */
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
    for (const { door, browsers } of opened) {
      browsers.stop();
      door.close();
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
