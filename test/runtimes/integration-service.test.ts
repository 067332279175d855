import { createSimulator, type Simulator } from '@rxcti/simulator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ChildProgram,
  runtimes,
  start,
  startWebhookReceiver,
  type WebhookReceiver,
} from './child-process.ts';

const script = 'demo/scripts/integration.ts';
const token = 'for-the-test';

interface RingEvent {
  readonly event: string;
  readonly callId: number;
  readonly agent: { readonly agentId: string; readonly extension: string };
  readonly caller: string;
  readonly dialedNumber: string;
  readonly queue: { readonly name: string };
  readonly variables: Readonly<Record<string, string>>;
}

let simulator: Simulator;
let port: number;
let receiver: WebhookReceiver<RingEvent>;
let service: ChildProgram | undefined;

beforeEach(async () => {
  simulator = createSimulator({ seed: 7, speed: 50, callsPerHour: 0 });
  ({ port } = await simulator.listen({ port: 0 }));
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  service?.kill();
  receiver.close();
  await simulator.close();
});

/** Sends a request; resolves with status and JSON. */
function requestsTo(
  base: string,
): (path: string, json?: unknown, headers?: Record<string, string>) => Promise<unknown[]> {
  return async (path, json, headers = { authorization: `Bearer ${token}` }) => {
    const posted: RequestInit =
      json === undefined
        ? { headers }
        : {
            method: 'POST',
            body: typeof json === 'string' ? json : JSON.stringify(json),
            headers: { ...headers, 'content-type': 'application/json' },
          };
    const response = await fetch(base + path, posted);
    return [response.status, await response.json()];
  };
}

describe('demo/scripts/integration.ts over real TCP and HTTP', () => {
  it.each(runtimes)(
    'serves requests and posts ring events on %s',
    { timeout: 90_000 },
    async (_, program, args) => {
      const options = ['--port', '0', '--ccx-port', String(port), '--webhook', receiver.url];
      service = start(program(), [...args, script, ...options, '--token', token]);
      const listening = await service.stdout.first((line) =>
        line.startsWith('listening on http://127.0.0.1:'),
      );
      await service.stdout.first((line) => line === 'session: ready');
      const ask = requestsTo(listening.replace('listening on ', ''));

      expect(await ask('/healthz', undefined, {})).toEqual([200, { status: 'ready' }]);
      expect(await ask('/agents', undefined, {})).toMatchObject([401, { error: { code: 'UNAUTHORIZED' } }]);

      const { callId } = await simulator.inboundCall({
        ani: '15550001111',
        dnis: '7001',
        variables: { callVariable1: 'C-4711', namedVariables: { 'user.Language': 'sv' } },
      });
      const ring = await receiver.posts.first((post) => post.callId === callId);
      expect(ring).toEqual({
        event: 'ring',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        callId,
        agent: { agentId: expect.any(String), name: expect.any(String), extension: expect.any(String) },
        caller: '15550001111',
        dialedNumber: '7001',
        queue: { queueId: 2, name: 'Support' },
        variables: { 1: 'C-4711', 'user.Language': 'sv' },
      });
      const { agentId, extension } = ring.agent;
      expect(simulator.snapshot().agents).toContainEqual(expect.objectContaining({ agentId, extension }));

      // A supervisor serves no queue, so only the service changes their state.
      const [, { state: before }] = (await ask('/agents/kpatel')) as [number, { state: string }];
      expect(before).not.toBe('loggedOut');
      const path = '/agents/kpatel/state';
      expect(await ask(path, { state: 'ready' })).toMatchObject([202, { accepted: true }]);
      expect(await ask(path, { state: 'notReady', reasonCode: 12 })).toMatchObject([202, { accepted: true }]);
      expect(simulator.agent('kpatel').snapshot).toMatchObject({
        state: 2,
        reason: 12,
      });
      // The event follows the confirmation, so a second confirmation proves that the event has arrived.
      expect(await ask(path, { state: 'notReady', reasonCode: 13 })).toMatchObject([202, {}]);
      expect(await ask('/agents?state=notReady')).toMatchObject([
        200,
        { agents: expect.arrayContaining([expect.objectContaining({ agentId: 'kpatel' })]) },
      ]);

      expect(await ask('/agents/nobody')).toMatchObject([404, { error: { code: 'UNKNOWN_AGENT' } }]);
      expect(await ask(path, '{')).toMatchObject([400, { error: { code: 'BAD_REQUEST' } }]);
      expect(await ask(path, `{"pad":"${'x'.repeat(20_000)}"}`)).toMatchObject([
        413,
        { error: { code: 'BODY_TOO_LARGE' } },
      ]);
      expect(await ask('/healthz', {})).toMatchObject([405, { error: { code: 'METHOD_NOT_ALLOWED' } }]);
      expect(await ask('/agents/kpatel/calls', { to: 'no number' })).toMatchObject([400, {}]);

      // A call to a ready agent's phone causes a ring event.
      const [, { agents }] = (await ask('/agents?state=ready')) as [
        number,
        { agents: { agentId: string; extension: string }[] },
      ];
      const callee = agents.find((agent) => agent.agentId !== 'kpatel');
      const [status, made] = await ask('/agents/kpatel/calls', { to: callee?.extension });
      expect([status, made]).toEqual([202, { accepted: true, callId: expect.any(Number) }]);
      const internal = await receiver.posts.first((post) => post.callId === (made as RingEvent).callId);
      expect(internal).toMatchObject({ agent: { agentId: callee?.agentId }, queue: null });

      simulator.goOffline();
      await service.stdout.first((line) => line === 'session: CCX is offline');
      expect(await ask('/healthz')).toMatchObject([503, { error: { code: 'SESSION_NOT_READY' } }]);
      expect(await ask('/agents?state=ready')).toMatchObject([503, { error: { code: 'SESSION_NOT_READY' } }]);

      expect(await service.end()).toBe(0);
      expect(service.stderr.all).toEqual([]);
      expect(simulator.sessions).toEqual([]);
      // No ring was posted twice.
      const rings = receiver.posts.all.map((post) => `${post.callId} ${post.agent.agentId}`);
      expect(new Set(rings).size).toBe(rings.length);
    },
  );

  it.each(runtimes)('reports invalid options in one line on %s', async (_, program, args) => {
    const noToken = start(program(), [...args, script, '--host', '0.0.0.0']);
    expect([await noToken.exited, noToken.stderr.all]).toEqual([
      2,
      ['integration.ts: --host 0.0.0.0 accepts remote requests: --token is required'],
    ]);
    const portInUse = start(program(), [...args, script, '--port', String(port)]);
    expect([await portInUse.exited, portInUse.stderr.all]).toEqual([
      1,
      [`integration.ts: port ${port} is already in use: choose another with --port, or 0 for a free one`],
    ]);
  });
});
