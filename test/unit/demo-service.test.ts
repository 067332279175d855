import { createSimulator, type Simulator } from '@rxcti/simulator';
import {
  type Agent,
  bridgeMode,
  type CtiClient,
  CtiError,
  type CtiErrorCode,
  type CtiErrorDetails,
  createCtiClient,
  type LiveAgent,
} from 'rxcti';
import { createMemoryNetwork } from 'rxcti/memory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService, type Service, type ServiceOptions } from '../../demo/scripts/integration/service.ts';
import { FakeClock, settle } from './fake-clock.ts';

const base = 'http://service.invalid';
const errors: string[] = [];
const logError = (line: string): void => {
  errors.push(line);
};

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON there is
  readonly body: any;
  readonly headers: Headers;
}

async function send(
  service: Service,
  path: string,
  init: RequestInit & { readonly json?: unknown } = {},
): Promise<Answer> {
  const { json, ...rest } = init;
  const posted: RequestInit =
    json === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
  const response = await service(new Request(base + path, { ...posted, ...rest }));
  expect(response.headers.get('content-type')).toBe('application/json');
  return { status: response.status, body: await response.json(), headers: response.headers };
}

describe('the service with a simulated contact center', () => {
  let clock: FakeClock;
  let simulator: Simulator;
  let client: CtiClient;
  let service: Service;

  beforeEach(async () => {
    errors.length = 0;
    clock = new FakeClock();
    simulator = createSimulator({ clock, autoStart: false });
    const network = createMemoryNetwork({ clock });
    network.listen({ host: 'ccx', port: 42_027 }, (link) => simulator.attach(link));
    client = createCtiClient({
      transport: network.transport,
      endpoints: [{ host: 'ccx' }],
      mode: bridgeMode({ clientId: 'service' }),
      clock,
      random: () => 0,
    });
    service = createService({ client, logError });
    const connected = client.connect();
    await settle(400);
    await connected;
  });
  afterEach(async () => {
    simulator.clearFaults();
    const closing = client.close();
    await clock.advance(6000);
    await closing;
    await simulator.close();
    expect(errors).toEqual([]);
  });

  it('lists all agents, and the agents in one state', async () => {
    const all = await send(service, '/agents');
    expect(all.status).toBe(200);
    expect(all.headers.get('cache-control')).toBe('no-store');
    expect(all.body.agents).toHaveLength(12);
    expect((await send(service, '/agents?state=talking')).body).toEqual({ agents: [] });
    await send(service, '/agents/jdoe/state', { json: { state: 'notReady', reasonCode: 12 } });
    await settle();
    const { body } = await send(service, '/agents?state=notReady');
    expect(body.agents).toContainEqual({
      agentId: 'jdoe',
      firstName: 'John',
      lastName: 'Doe',
      extension: '2001',
      state: 'notReady',
      reasonCode: 12,
      since: new Date(clock.now()).toISOString(),
      queueIds: [1],
    });
    for (const agent of body.agents) expect(agent.state).toBe('notReady');
  });

  it('rejects an unknown state', async () => {
    expect(await send(service, '/agents?state=asleep')).toMatchObject({
      status: 400,
      body: {
        error: { code: 'BAD_REQUEST', message: expect.stringMatching(/^state must be one of loggedOut, /) },
      },
    });
  });

  it('returns one agent, also by a percent-encoded ID', async () => {
    expect(await send(service, '/agents/j%64oe')).toMatchObject({ status: 200, body: { agentId: 'jdoe' } });
  });

  it.each(['/agents/nobody', '/agents/%2e%2e%2f'])('answers 404 for %s', async (path) => {
    expect(await send(service, path)).toMatchObject({
      status: 404,
      body: { error: { code: 'UNKNOWN_AGENT' } },
    });
  });

  it('sets a state: 202 at once, the state follows with its event', async () => {
    const request = { state: 'ready' };
    await send(service, '/agents/jdoe/state', { json: { state: 'notReady' } });
    await settle();
    expect(await send(service, '/agents/jdoe/state', { json: request })).toMatchObject({
      status: 202,
      body: { accepted: true, agent: { agentId: 'jdoe' } },
    });
    await settle();
    expect((await send(service, '/agents/jdoe')).body.state).toBe('ready');
    expect(simulator.agent('jdoe').snapshot).toMatchObject({ state: 3 });
  });

  it('answers 409 when the action is not possible', async () => {
    const loggedOut = simulator.snapshot().agents.find(({ state }) => state === 1)?.agentId ?? '';
    expect(loggedOut).not.toBe('');
    expect(await send(service, `/agents/${loggedOut}/state`, { json: { state: 'ready' } })).toMatchObject({
      status: 409,
      body: {
        error: { code: 'NOT_POSSIBLE', message: 'ready is not possible now: The agent is loggedOut.' },
      },
    });
  });

  it('answers 504 when CCX does not confirm in time', async () => {
    simulator.stall();
    const answer = send(service, '/agents/jdoe/state', { json: { state: 'notReady' } });
    await clock.advance(15_000);
    expect(await answer).toMatchObject({ status: 504, body: { error: { code: 'REQUEST_TIMEOUT' } } });
  });

  it('answers 503 while the session is not ready', async () => {
    expect(await send(service, '/healthz')).toMatchObject({ status: 200, body: { status: 'ready' } });
    simulator.goOffline();
    await settle();
    for (const path of ['/healthz', '/agents', '/agents?state=ready', '/agents/jdoe', '/agents/nobody']) {
      expect(await send(service, path)).toMatchObject({
        status: 503,
        body: {
          error: {
            code: 'SESSION_NOT_READY',
            message: 'the CCX session is not ready (synchronizing)',
          },
        },
      });
    }
    const posted = await send(service, '/agents/jdoe/state', { json: { state: 'ready' } });
    expect([posted.status, posted.headers.get('retry-after')]).toEqual([503, '5']);
    simulator.clearFaults();
    await settle(400);
    expect((await send(service, '/healthz')).status).toBe(200);
  });

  it.each([
    [{ state: 'loggedOut' }, /^state must be one of ready, notReady, work$/],
    [{}, /^state must be/],
    [{ state: 'ready', reasonCode: -1 }, /^reasonCode must be an integer from 0 to 65535$/],
    [{ state: 'ready', reasonCode: 1.5 }, /^reasonCode/],
    [{ state: 'ready', reasonCode: '12' }, /^reasonCode/],
    [[], /^the body must be a JSON object$/],
  ])('rejects the state request %j', async (json, message) => {
    expect(await send(service, '/agents/jdoe/state', { json })).toMatchObject({
      status: 400,
      body: { error: { code: 'BAD_REQUEST', message: expect.stringMatching(message) } },
    });
  });

  it.each([{}, { to: 7000 }, { to: '' }, { to: '1 2' }, { to: '1'.repeat(41) }])(
    'rejects the call request %j',
    async (json) => {
      expect(await send(service, '/agents/jdoe/calls', { json })).toMatchObject({
        status: 400,
        body: { error: { code: 'BAD_REQUEST' } },
      });
    },
  );

  it.each(['{', '', '\u0000', new Uint8Array([0x22, 0xff, 0x22])])(
    'rejects the malformed body %j',
    async (body) => {
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      expect(await send(service, '/agents/jdoe/state', { method: 'POST', body, headers })).toMatchObject({
        status: 400,
        body: { error: { message: 'the body is not valid JSON' } },
      });
    },
  );

  it('accepts only JSON, which a page of another origin cannot send without a preflight', async () => {
    const body = JSON.stringify({ state: 'ready' });
    expect(await send(service, '/agents/jdoe/state', { method: 'POST', body })).toMatchObject({
      status: 415,
    });
  });

  it('stops reading a body that is too large, with and without content-length', async () => {
    const headers = { 'content-type': 'application/json' };
    const announced = { ...headers, 'content-length': '20000' };
    const short = { method: 'POST', body: '{}', headers: announced };
    expect(await send(service, '/agents/jdoe/state', short)).toMatchObject({ status: 413 });

    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1000;
        controller.enqueue(new Uint8Array(1000).fill(0x20));
      },
    });
    const init = { method: 'POST', body: endless, headers, duplex: 'half' } as RequestInit;
    expect(await send(service, '/agents/jdoe/state', init)).toMatchObject({
      status: 413,
      body: { error: { code: 'BODY_TOO_LARGE', message: 'the body is longer than 16384 bytes' } },
    });
    expect(sent).toBeLessThan(25_000);
  });

  it.each([
    ['DELETE', '/agents', 'GET'],
    ['POST', '/agents', 'GET'],
    ['GET', '/agents/jdoe/state', 'POST'],
    ['PUT', '/agents/jdoe/calls', 'POST'],
    ['POST', '/healthz', 'GET'],
  ])('answers 405 to %s %s', async (method, path, allow) => {
    const { status, headers } = await send(service, path, { method });
    expect([status, headers.get('allow')]).toEqual([405, allow]);
  });

  it.each(['/', '/agents/', '/agents/jdoe/other', '/favicon.ico'])('answers 404 to %s', async (path) => {
    expect(await send(service, path)).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
  });

  it('answers 400 to invalid percent-encoding', async () => {
    expect(await send(service, '/agents/%ff')).toMatchObject({
      status: 400,
      body: { error: { code: 'BAD_REQUEST' } },
    });
  });

  describe('with a token', () => {
    beforeEach(() => {
      service = createService({ client, token: 's3cret', logError });
    });

    it.each([undefined, 'Bearer wrong', 'Bearer s3cre', 'Basic s3cret', 's3cret', 'Bearer '])(
      'answers 401 to the authorization %j on every path',
      async (authorization) => {
        const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
        for (const path of ['/agents', '/agents/jdoe', '/nothing']) {
          const { status, body, headers: answered } = await send(service, path, { headers });
          expect([status, body.error.code, answered.get('www-authenticate')]).toEqual([
            401,
            'UNAUTHORIZED',
            'Bearer',
          ]);
        }
        expect((await send(service, '/agents/jdoe/state', { method: 'POST', headers })).status).toBe(401);
      },
    );

    it('accepts the token, and /healthz without one', async () => {
      expect((await send(service, '/agents', { headers: { authorization: 'Bearer s3cret' } })).status).toBe(
        200,
      );
      expect((await send(service, '/healthz')).status).toBe(200);
    });
  });
});

describe('the service and errors of the client', () => {
  /** A client with one agent whose `makeCall` is given. */
  function clientWith(makeCall: LiveAgent['makeCall']): ServiceOptions['client'] {
    const agent = { getSnapshot: () => ({ agentId: 'jdoe' }) as Agent, makeCall } as LiveAgent;
    return {
      session: { getSnapshot: () => ({ name: 'ready' }) },
      agents: { get: (id: string) => (id === 'jdoe' ? agent : undefined) },
    } as unknown as ServiceOptions['client'];
  }
  const call = (makeCall: LiveAgent['makeCall']): Promise<Answer> =>
    send(createService({ client: clientWith(makeCall), timeoutMs: 777, logError }), '/agents/jdoe/calls', {
      json: { to: '7000' },
    });

  it('makes a call and returns the CallID', async () => {
    const requests: unknown[] = [];
    const answer = await call(async (...args) => {
      requests.push(args);
      return 0x1000001;
    });
    expect(answer).toMatchObject({ status: 202, body: { accepted: true, callId: 0x1000001 } });
    expect(requests).toEqual([['7000', { timeoutMs: 777 }]]);
  });

  const failures: [status: number, error: CtiError][] = [
    [400, failed('INVALID_ARGUMENT', { argument: 'to' })],
    [409, failed('NOT_POSSIBLE', { action: 'makeCall', reason: 'x' })],
    [409, failed('CONTROL_FAILED', { request: 'x', failureCode: 1, failureName: 'x', ccxErrorCode: 0 })],
    [502, failed('REQUEST_FAILED', { request: 'x', status: 1, statusName: 'x' })],
    [503, failed('SESSION_NOT_READY', { state: 'waiting' })],
    [503, failed('LINK_LOST', { reason: 'x' })],
    [504, failed('REQUEST_TIMEOUT', { request: 'x', timeoutMs: 777 })],
  ];
  function failed<Code extends CtiErrorCode>(code: Code, details: CtiErrorDetails[Code]): CtiError {
    return new CtiError(code, `message of ${code}`, details) as CtiError;
  }
  it.each(failures)('answers %i for %s', async (status, error) => {
    const answer = await call(() => Promise.reject(error));
    expect([answer.status, answer.body]).toEqual([
      status,
      { error: { code: error.code, message: `message of ${error.code}` } },
    ]);
  });

  it('logs unexpected errors and does not show them', async () => {
    errors.length = 0;
    const answer = await call(() => Promise.reject(new TypeError('secrets')));
    expect([answer.status, answer.body.error.code]).toEqual([500, 'UNEXPECTED']);
    expect(JSON.stringify(answer.body)).not.toContain('secrets');
    expect(errors).toEqual(['unexpected error: secrets']);
  });
});
