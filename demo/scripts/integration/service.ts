/** The service itself: one pure function from web request to web response. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Agent, AgentStateName, CtiClient, LiveAgent } from 'rxcti';
import { answerTo, HttpError, json } from './http-errors.ts';
import { bodyOf, callWish, stateWish } from './request-body.ts';

export interface ServiceOptions {
  readonly client: Pick<CtiClient, 'session' | 'agents'>;
  /** Required of callers as `Authorization: Bearer ...`; GET /healthz stays open. */
  readonly token?: string | undefined;
  /** How long CCX may take to confirm. */
  readonly timeoutMs?: number;
  /** Takes a line about what nobody foresaw. */
  complain(line: string): void;
}

export type Service = (request: Request) => Promise<Response>;

type Handler = (request: Request, agentId: string) => Promise<Response> | Response;
type Route = { readonly path: RegExp; readonly methods: Readonly<Record<string, Handler>> };

const stateNames: readonly AgentStateName[] = [
  'loggedOut',
  'notReady',
  'ready',
  'talking',
  'work',
  'workReady',
  'busyOther',
  'reserved',
  'active',
  'paused',
  'unknown',
];

export function createService({ client, token, timeoutMs = 15_000, complain }: ServiceOptions): Service {
  function requireReady(): void {
    const { name } = client.session.getSnapshot();
    if (name !== 'ready') {
      throw new HttpError(503, 'SESSION_NOT_READY', `the session with CCX is ${name}, not ready`);
    }
  }

  function agentNamed(agentId: string): LiveAgent {
    requireReady();
    const agent = client.agents.get(agentId);
    if (agent === undefined) throw new HttpError(404, 'UNKNOWN_AGENT', `there is no agent ${agentId}`);
    return agent;
  }

  function listAgents(request: Request): Response {
    const wanted = new URL(request.url).searchParams.get('state');
    if (wanted !== null && !stateNames.some((name) => name === wanted)) {
      throw new HttpError(400, 'BAD_REQUEST', `state must be one of ${stateNames.join(', ')}`);
    }
    requireReady();
    const agents = [...client.agents.getSnapshot().values()]
      .filter(({ state }) => wanted === null || state === wanted)
      .sort((a, b) => a.agentId.localeCompare(b.agentId));
    return json({ agents: agents.map(shown) });
  }

  async function setState(request: Request, agentId: string): Promise<Response> {
    const agent = agentNamed(agentId);
    const { state, ...reason } = stateWish(await bodyOf(request));
    await agent.setState(state, { ...reason, timeoutMs });
    return json({ accepted: true, agent: shown(agent.getSnapshot()) }, 202);
  }

  async function makeCall(request: Request, agentId: string): Promise<Response> {
    const agent = agentNamed(agentId);
    const to = callWish(await bodyOf(request));
    return json({ accepted: true, callId: await agent.makeCall(to, { timeoutMs }) }, 202);
  }

  function health(): Response {
    requireReady();
    return json({ status: 'ready' });
  }

  const healthPath = /^\/healthz$/;
  const routes: readonly Route[] = [
    { path: healthPath, methods: { GET: health } },
    { path: /^\/agents$/, methods: { GET: listAgents } },
    { path: /^\/agents\/([^/]+)$/, methods: { GET: (_, id) => json(shown(agentNamed(id).getSnapshot())) } },
    { path: /^\/agents\/([^/]+)\/state$/, methods: { POST: setState } },
    { path: /^\/agents\/([^/]+)\/calls$/, methods: { POST: makeCall } },
  ];

  return async (request) => {
    try {
      const { pathname } = new URL(request.url);
      const route = routes.find(({ path }) => path.test(pathname));
      if (route?.path !== healthPath) requireToken(request, token);
      if (route === undefined) throw new HttpError(404, 'NOT_FOUND', `there is nothing at ${pathname}`);
      const handler = route.methods[request.method === 'HEAD' ? 'GET' : request.method];
      if (handler === undefined) {
        const allow = Object.keys(route.methods).join(', ');
        throw new HttpError(405, 'METHOD_NOT_ALLOWED', `only ${allow} here`, { allow });
      }
      return await handler(request, decoded(route.path.exec(pathname)?.[1] ?? ''));
    } catch (error) {
      return answerTo(error, complain);
    }
  };
}

/** An agent as callers see one; times as ISO 8601. */
function shown(agent: Agent): object {
  const { agentId, firstName, lastName, extension, state, reasonCode, nextState, since, queueIds } = agent;
  return {
    agentId,
    firstName,
    lastName,
    extension,
    state,
    reasonCode,
    nextState,
    since: new Date(since).toISOString(),
    queueIds,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new HttpError(400, 'BAD_REQUEST', 'the path is not encoded correctly');
  }
}

function requireToken(request: Request, token: string | undefined): void {
  if (token === undefined) return;
  const given = /^bearer +(.*)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  // Of equal length whatever was given, and compared in constant time.
  const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();
  if (timingSafeEqual(digest(given), digest(token))) return;
  throw new HttpError(401, 'UNAUTHORIZED', 'a valid bearer token is required', {
    'www-authenticate': 'Bearer',
  });
}
