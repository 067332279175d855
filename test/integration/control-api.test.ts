import { request } from 'node:http';
import {
  type ControlApi,
  createCluster,
  createManualClock,
  createSimulator,
  type Simulator,
  startControlApi,
} from '@rxcti/simulator';
import { afterEach, describe, expect, it } from 'vitest';
import { routes } from '../../simulator/control-api/routes.ts';
import { openClient } from '../unit/simulator-harness.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

/** A simulator with a manual clock and a control API. */
async function startSimulator(): Promise<{
  simulator: Simulator;
  control: ControlApi;
  send: typeof fetchJson;
}> {
  const simulator = createSimulator({ clock: createManualClock(), callsPerHour: 0, failOn: 'nothing' });
  const control = await startControlApi(simulator);
  opened.push(simulator, control);
  return { simulator, control, send: (...args) => fetchJson(control.url + args[0], args[1], args[2]) };
}

/** Status and body of a response. */
async function fetchJson(url: string, body?: unknown, method?: string): Promise<[number, unknown]> {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body === undefined
      ? {}
      : {
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
  });
  const text = await response.text();
  return [response.status, text === '' ? undefined : JSON.parse(text)];
}

describe('the control API', () => {
  it('drives calls, agents, time and message waits', async () => {
    const { simulator, send } = await startSimulator();
    const client = await openClient(simulator as never, { clientId: 'crm' });
    for (const { agentId, state } of simulator.snapshot().agents) {
      if (state !== 1) await send(`/agents/${agentId}/setNotReady`, { reason: 1 });
    }
    expect(await send('/agents/jdoe/setReady', {})).toEqual([204, undefined]);
    const variables = { callVariable1: 'gold', namedVariables: { 'user.Language': 'sv' } };
    const [status, made] = await send('/calls', { ani: '15550001111', dnis: '7000', variables });
    const { callId } = made as { callId: number };
    expect([status, callId]).toEqual([200, 16777217]);
    expect(await send('/clock/advance', { ms: 8000 })).toEqual([204, undefined]);
    expect(await send('/agents/jdoe/answer', {})).toEqual([200, { callId }]);
    expect(await send(`/calls/${callId}`)).toMatchObject([
      200,
      { stage: 'connected', ani: '15550001111', callVariable1: 'gold' },
    ]);
    expect(await send('/agents/jdoe')).toMatchObject([200, { state: 4, callId }]);
    client.send({
      type: 'HOLD_CALL_REQ',
      invokeId: 9,
      callId,
      connectionDeviceType: 0,
      connectionDeviceId: '2001',
    });
    expect(await send('/waitForSent', { name: 'HOLD_CALL_REQ', fields: { callId } })).toMatchObject([
      200,
      { type: 'HOLD_CALL_REQ', invokeId: 9 },
    ]);
    expect(await send('/waitForReceived', { name: 'CALL_HELD_EVENT' })).toMatchObject([200, { callId }]);
    expect(await send(`/calls/${callId}/waitForStage`, { stage: 'held' })).toMatchObject([200, { callId }]);
    expect(await send(`/calls/${callId}/hangUp`, {})).toEqual([204, undefined]);
    expect(await send('/snapshot')).toMatchObject([200, { calls: [] }]);
    expect(await send('/sessions')).toMatchObject([200, [{ clientId: 'crm', mode: 'bridge' }]]);
  });

  it('changes the configuration and causes faults', async () => {
    const { simulator, send } = await startSimulator();
    await openClient(simulator as never, { clientId: 'crm' });
    expect(await send('/agents', { agentId: 'nnew', csqIds: [1] })).toEqual([200, { extension: '2013' }]);
    const change = { firstName: 'Nora', competence: { 1: 9 } };
    expect(await send('/agents/nnew', change, 'PATCH')).toEqual([204, undefined]);
    expect(simulator.agent('nnew').snapshot.firstName).toBe('Nora');
    expect(await send('/agents/nnew', undefined, 'DELETE')).toEqual([204, undefined]);
    expect(await send('/queues', { name: 'Claims' })).toEqual([200, { csqId: 4, trigger: '7003' }]);
    expect(await send('/load', { callsPerHour: 100 })).toEqual([204, undefined]);
    expect(await send('/faults/delay', { ms: 500, messages: 'confirmations' })).toEqual([200, { fault: 1 }]);
    expect(await send('/faults/goOffline', {})).toEqual([200, { fault: 2 }]);
    expect(await send('/faults/1', undefined, 'DELETE')).toEqual([204, undefined]);
    expect((await send('/faults/1', undefined, 'DELETE'))[0]).toBe(404);
    expect(await send('/faults', undefined, 'DELETE')).toEqual([204, undefined]);
    expect(await send('/faults/sendBytes', { hex: '0000' })).toEqual([204, undefined]);
    expect(await send('/faults/dropLink', {})).toEqual([204, undefined]);
    expect(simulator.sessions).toEqual([]);
  });

  it('fails over to the other node of a cluster and drives that node', async () => {
    const cluster = createCluster({ callsPerHour: 0 });
    const control = await startControlApi(cluster);
    opened.push(cluster, control);
    expect(await fetchJson(`${control.url}/failover`, { forgetCallData: true })).toEqual([204, undefined]);
    expect(cluster.master).toBe(cluster.b);
    await openClient(cluster.b as never);
    expect(await fetchJson(`${control.url}/sessions`)).toMatchObject([200, [{ clientId: 'test' }]]);
    const { send } = await startSimulator();
    expect((await send('/failover', {}))[0]).toBe(404);
  });

  it('reports errors in one line', async () => {
    const { send } = await startSimulator();
    const errorOf = async (...args: Parameters<typeof fetchJson>): Promise<unknown[]> => {
      const [status, answer] = await send(...args);
      const { code, message } = (answer as { error: { code: string; message: string } }).error;
      expect(message).not.toContain('\n');
      return [status, code, message];
    };
    expect(await errorOf('/calls', '{')).toEqual([400, 'INVALID_JSON', 'the body is not valid JSON']);
    expect(await errorOf('/calls', { dnis: 7000 })).toEqual([
      400,
      'INVALID_ARGUMENT',
      'dnis: Invalid input: expected string, received number',
    ]);
    expect(await errorOf('/calls', { anni: '1' })).toEqual([
      400,
      'INVALID_ARGUMENT',
      'Unrecognized key: "anni"',
    ]);
    expect(await errorOf('/calls', [])).toEqual([400, 'INVALID_ARGUMENT', expect.any(String)]);
    expect(await errorOf('/faults/splitFrames', { bytes: 0 })).toEqual([
      400,
      'INVALID_ARGUMENT',
      expect.any(String),
    ]);
    expect(await errorOf('/waitForSent', { name: 'NO_SUCH_REQ' })).toEqual([
      400,
      'INVALID_ARGUMENT',
      expect.any(String),
    ]);
    expect(await errorOf('/agents/nobody/answer', {})).toEqual([
      404,
      'INVALID_ARGUMENT',
      'unknown agentId: nobody',
    ]);
    expect(await errorOf('/calls/7')).toEqual([404, 'INVALID_ARGUMENT', 'unknown callId: 7']);
    expect(await errorOf('/agents/jdoe/unknownAction', {})).toEqual([404, 'NOT_FOUND', expect.any(String)]);
    expect(await errorOf('/agents/%zz')).toEqual([400, 'INVALID_ARGUMENT', expect.any(String)]);
    expect(await errorOf('/snapshot', {}, 'PATCH')).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
      '/snapshot allows GET, not PATCH',
    ]);
    expect(await errorOf('/agents/jdoe/hold', {})).toEqual([
      409,
      'NOT_POSSIBLE',
      'hold: jdoe has no active call',
    ]);
    expect((await send('/agents/jdoe/waitForCall', { timeoutMs: 1 }))[1]).toMatchObject({
      error: { code: 'WAIT_TIMEOUT' },
    });
    expect(await errorOf('/agents', { agentId: 'jdoe' })).toEqual([
      400,
      'INVALID_ARGUMENT',
      expect.any(String),
    ]);
    expect(await errorOf('/calls', JSON.stringify({ ani: 'x'.repeat(2_000_000) }))).toEqual([
      413,
      'TOO_LARGE',
      expect.any(String),
    ]);
  });

  it('accepts JSON only, and rejects requests of web pages', async () => {
    const { control } = await startSimulator();
    const stall = `${control.url}/faults/stall`;
    const text = await fetch(stall, { method: 'POST', body: '{}' });
    expect(text.status).toBe(415);
    const headers = { origin: 'http://shop.example.com' };
    const page = await fetch(stall, { method: 'POST', headers });
    expect(page.status).toBe(403);
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
    // A host name of the page that resolves to this machine (DNS rebinding).
    const status = await new Promise((resolve) => {
      request(stall, { method: 'POST', headers: { host: 'shop.example.com' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });

  it('rejects a port in use', async () => {
    const { simulator, control } = await startSimulator();
    await expect(startControlApi(simulator, { port: control.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('serves an OpenAPI document with all routes, parameters and bodies', async () => {
    const { send } = await startSimulator();
    const [status, answer] = await send('/openapi.json');
    expect(status).toBe(200);
    const document = answer as {
      openapi: string;
      paths: Record<string, Record<string, Record<string, unknown>>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((ways) => Object.values(ways));
    expect(operations).toHaveLength(routes.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length);
    for (const { method, path, body } of routes) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      const names = [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name);
      const declared = (operation?.parameters ?? []) as { name: string; required: boolean }[];
      expect(declared.map(({ name }) => name)).toEqual(names);
      expect(operation?.requestBody !== undefined).toBe(body !== undefined);
    }
    expect(document.paths['/faults/splitFrames']?.post).toMatchObject({
      requestBody: {
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['bytes'],
              additionalProperties: false,
              properties: { bytes: { type: 'integer', minimum: 1 } },
            },
          },
        },
      },
    });
  });
});
