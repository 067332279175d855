/**
 * `POST /sign-in`: CCX checks agent ID and password, the relay gives a short-lived token for them. The password goes
 * to CCX and nowhere else.
 * Guide: Agent authentication without agent state change.
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Clock, CtiError, type Logger } from '../../../core/index.ts';
import { AgentState, ForcedFlag } from '../../../core/protocol/constants/agents.ts';
import { Buckets } from '../links/bucket.ts';
import type { RelayObserver } from '../observer.ts';
import type { RelayLimits, SignInOptions } from '../options.ts';
import { type Gate, ownIssuer } from '../rights/gate.ts';
import { signToken } from '../rights/tokens.ts';
import type { Upstream } from '../upstream/upstream.ts';
import type { Route, Routes } from './dispatch.ts';
import { addressOf } from './door.ts';
import { isOriginAllowed } from './origins.ts';

export interface SignInDesk {
  readonly gate: Gate;
  readonly upstream: Upstream;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly observer: RelayObserver;
}

const longestBody = 1024;
const credentials = z.object({ agentId: z.string().min(1).max(128), password: z.string().max(64) });

/** The refusals that mean wrong credentials, as CCX words them. */
const wrongCredentials: ReadonlySet<number> = new Set([256, 257, 258]);

/** Makes the routes of signing in. */
export function signInRoutes(desk: SignInDesk): Routes {
  const { limits, clock, logger, observer } = desk;
  const byAddress = new Buckets(limits.signInsPerMinute, limits.signInsPerMinute / 60);
  const byAgent = new Buckets(limits.signInsPerMinutePerAgent, limits.signInsPerMinutePerAgent / 60);

  const signIn: Route = async (request, response) => {
    const rules = admit(request, response, desk);
    if (rules === undefined) return;
    const { expiresInSeconds = 900, roleOf } = rules;
    const address = addressOf(request);
    if (!byAddress.take(address, clock.now())) {
      observer.rejected?.('too many tries');
      logger.warn('too many tries to sign in', { address });
      answer(response, 429, { error: 'too many tries: wait a minute' });
      return;
    }
    const body = credentials.safeParse(await jsonOf(request));
    if (!body.success) {
      answer(response, 400, { error: 'agentId and password are wanted, as JSON' });
      return;
    }
    const { agentId, password } = body.data;
    if (!byAgent.take(agentId, clock.now())) {
      observer.rejected?.('too many tries');
      logger.warn('too many tries to sign in as one agent', { address, agentId });
      answer(response, 429, { error: 'too many tries: wait a minute' });
      return;
    }
    const good = await isRight(desk.upstream, agentId, password);
    if (good === undefined) {
      answer(response, 503, { error: 'CCX is out of reach' });
      return;
    }
    if (!good) {
      observer.rejected?.('token');
      logger.warn('wrong credentials', { address, agentId });
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
  { gate, observer, logger }: SignInDesk,
): SignInOptions | undefined {
  const { signIn, origins } = gate.auth;
  if (signIn === undefined) {
    response.writeHead(404).end();
    return undefined;
  }
  if (!isOriginAllowed(request, origins)) {
    observer.rejected?.('origin');
    logger.warn('a sign-in from a foreign origin was turned away', { address: addressOf(request) });
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

/** The body as JSON; undefined for anything else. */
async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Uint8Array).byteLength;
    if (bytes > longestBody) return undefined;
    chunks.push(chunk as Uint8Array);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
