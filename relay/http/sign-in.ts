/**
 * `POST /sign-in`: CCX checks agent ID and password, the relay gives a short-lived token for them. The password goes
 * to CCX and nowhere else.
 * Guide: Agent authentication without agent state change.
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Clock, CtiError, type Logger } from 'rxcti';
import { AgentState, ForcedFlag } from 'rxcti/protocol';
import { z } from 'zod';
import { type Gate, ownIssuer } from '../authorization/authenticator.ts';
import { signToken } from '../authorization/tokens.ts';
import { Buckets } from '../connections/rate-limiter.ts';
import type { Refusals } from '../connections/rejection-log.ts';
import type { RelayLimits, SignInOptions } from '../options.ts';
import type { Upstream } from '../sessions/upstream.ts';
import type { Route, Routes } from './app.ts';
import { readBody } from './body.ts';
import type { AddressOf } from './client-address.ts';
import { isOriginAllowed } from './origins.ts';
import { createGuessing } from './sign-in-throttle.ts';

export interface SignInDesk {
  readonly gate: Gate;
  readonly upstream: Upstream;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly refusals: Refusals;
  readonly addressOf: AddressOf;
}

const longestBytes = 1024;
const credentials = z.object({ agentId: z.string().min(1).max(128), password: z.string().max(64) });

/** The refusals that mean wrong credentials, as CCX words them. */
const wrongCredentials: ReadonlySet<number> = new Set([256, 257, 258]);

/** Makes the routes of signing in. */
export function signInRoutes(desk: SignInDesk): Routes {
  const { limits, clock, logger, refusals, addressOf } = desk;
  const byAddress = new Buckets(limits.signInsPerMinute, limits.signInsPerMinute / 60);
  const guessing = createGuessing(limits, clock);
  const reading = { longestBytes, patienceMs: limits.helloTimeoutMs, clock };

  const signIn: Route = async (request, response) => {
    const rules = admit(request, response, desk);
    if (rules === undefined) return;
    const { expiresInSeconds = 900, roleOf } = rules;
    const address = addressOf(request);
    if (!byAddress.take(address, clock.now())) {
      refusals.refuse('too many tries', 'too many tries to sign in', { address });
      answer(response, 429, { error: 'too many tries: wait a minute' });
      return;
    }
    const body = await readBody(request, reading);
    if (body.kind !== 'read') {
      logger.debug('a sign-in did not arrive', { address, why: body.kind });
      const [status, error] = unread[body.kind];
      response.setHeader('Connection', 'close');
      answer(response, status, { error });
      return;
    }
    const wanted = credentialsIn(body.text);
    if (wanted === undefined) {
      answer(response, 400, { error: 'agentId and password are wanted, as JSON' });
      return;
    }
    const { agentId, password } = wanted;
    const attempt = guessing.admit(address, agentId);
    if (attempt === undefined) {
      refusals.refuse('too many tries', 'too many tries to sign in as one agent', { address, agentId });
      answer(response, 429, { error: 'too many tries: wait a minute' });
      return;
    }
    if (attempt.delayMs > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, attempt.delayMs));
    const good = await isRight(desk.upstream, agentId, password);
    attempt.ended(good === undefined ? 'unknown' : good ? 'right' : 'wrong');
    if (good === undefined) {
      answer(response, 503, { error: 'CCX is out of reach' });
      return;
    }
    if (!good) {
      refusals.refuse('token', 'wrong credentials', { address, agentId });
      answer(response, 401, { error: 'the agent id or the password is wrong' });
      return;
    }
    const isSupervisor = desk.upstream.mirror.agents.get(agentId)?.getSnapshot().role === 'supervisor';
    const role = roleOf?.({ agentId, isSupervisor }) ?? (isSupervisor ? 'supervisor' : 'agent');
    const token = await signToken({
      secret: desk.gate.signInSecret,
      role,
      agentId,
      expiresInSeconds,
      issuer: ownIssuer,
      audience: ownIssuer,
    });
    logger.info('signed in', { agentId, role });
    answer(response, 200, { token, role, agentId, expiresAt: clock.now() + expiresInSeconds * 1000 });
  };

  return {
    'POST /sign-in': signIn,
    'OPTIONS /sign-in': (request, response) => {
      if (admit(request, response, desk) !== undefined) response.writeHead(204).end();
    },
  };
}

/** Turns foreign pages away, and tells others that they may read the answer; gives the rules that hold now. */
function admit(
  request: IncomingMessage,
  response: ServerResponse,
  { gate, refusals, addressOf }: SignInDesk,
): SignInOptions | undefined {
  const { signIn, origins } = gate.auth;
  if (signIn === undefined) {
    response.writeHead(404).end();
    return undefined;
  }
  if (!isOriginAllowed(request, origins)) {
    const address = addressOf(request);
    refusals.refuse('origin', 'a sign-in from a foreign origin was turned away', { address });
    response.writeHead(403).end();
    return undefined;
  }
  response.setHeader('Cache-Control', 'no-store');
  const { origin } = request.headers;
  if (origin !== undefined) {
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Headers', 'content-type');
    response.setHeader('Vary', 'Origin');
  }
  return signIn;
}

/** True or false as CCX says; undefined when it does not say. */
async function isRight(
  upstream: Upstream,
  agentId: string,
  agentPassword: string,
): Promise<boolean | undefined> {
  try {
    await upstream.request({
      type: 'SET_AGENT_STATE_REQ',
      agentState: AgentState.AGENT_STATE_LOGIN,
      eventReasonCode: 0,
      forcedFlag: ForcedFlag.AuthenticateOnly,
      agentCapacity: 0,
      agentInstrument: 'unknown',
      agentId,
      agentPassword,
    });
    return true;
  } catch (error) {
    if (CtiError.is(error, 'CONTROL_FAILED') && wrongCredentials.has(error.details.failureCode)) return false;
    return undefined;
  }
}

/** What a body that was not read is answered with. Who gave up hears it no more. */
const unread: Readonly<Record<'too long' | 'too slow' | 'given up', readonly [number, string]>> = {
  'too long': [413, `a sign-in is not longer than ${longestBytes} bytes`],
  'too slow': [408, 'the sign-in did not arrive in time'],
  'given up': [400, 'the sign-in was not sent to its end'],
};

/** Undefined for a text that holds none. */
function credentialsIn(text: string): z.infer<typeof credentials> | undefined {
  try {
    return credentials.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
