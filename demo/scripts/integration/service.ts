/** The service: a function from web request to web response. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Agent, AgentStateName, CtiClient, LiveAgent } from 'rxcti';
import { errorResponse, HttpError, jsonResponse } from './http-errors.ts';
import { parseCallRequest, parseStateRequest, readJsonBody } from './request-body.ts';

export interface ServiceOptions {
  readonly client: Pick<CtiClient, 'session' | 'agents'>;
  /** Required as `Authorization: Bearer ...`, except for GET /healthz. Default: no authentication. */
  readonly token?: string | undefined;
  /** Timeout for CCX's confirmation. Default 15000. */
  readonly timeoutMs?: number;
  /** Receives one line per unexpected error. */
  logError(line: string): void;
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

export function createService({ client, token, timeoutMs = 15_000, logError }: ServiceOptions): Service {
  function requireReady(): void {
    const { name } = client.session.getSnapshot();
    if (name !== 'ready') {
      throw new HttpError(503, 'SESSION_NOT_READY', `the CCX session is not ready (${name})`);
    }
  }

  function findAgent(agentId: string): LiveAgent {
    requireReady();
    const agent = client.agents.get(agentId);
    if (agent === undefined) throw new HttpError(404, 'UNKNOWN_AGENT', `unknown agent ${agentId}`);
    return agent;
  }

  function listAgents(request: Request): Response {
    const filter = new URL(request.url).searchParams.get('state');
    if (filter !== null && !stateNames.some((name) => name === filter)) {
      throw new HttpError(400, 'BAD_REQUEST', `state must be one of ${stateNames.join(', ')}`);
    }
    requireReady();
    const agents = [...client.agents.getSnapshot().values()]
      .filter(({ state }) => filter === null || state === filter)
      .sort((a, b) => a.agentId.localeCompare(b.agentId));
    return jsonResponse({ agents: agents.map(toJson) });
  }

  async function setState(request: Request, agentId: string): Promise<Response> {
    const agent = findAgent(agentId);
    const { state, ...reason } = parseStateRequest(await readJsonBody(request));
    await agent.setState(state, { ...reason, timeoutMs });
    return jsonResponse({ accepted: true, agent: toJson(agent.getSnapshot()) }, 202);
  }

  async function makeCall(request: Request, agentId: string): Promise<Response> {
    const agent = findAgent(agentId);
    const to = parseCallRequest(await readJsonBody(request));
    return jsonResponse({ accepted: true, callId: await agent.makeCall(to, { timeoutMs }) }, 202);
  }

  function health(): Response {
    requireReady();
    return jsonResponse({ status: 'ready' });
  }

  const healthPath = /^\/healthz$/;
  const routes: readonly Route[] = [
    { path: healthPath, methods: { GET: health } },
    { path: /^\/agents$/, methods: { GET: listAgents } },
    {
      path: /^\/agents\/([^/]+)$/,
      methods: { GET: (_, id) => jsonResponse(toJson(findAgent(id).getSnapshot())) },
    },
    { path: /^\/agents\/([^/]+)\/state$/, methods: { POST: setState } },
    { path: /^\/agents\/([^/]+)\/calls$/, methods: { POST: makeCall } },
  ];

  return async (request) => {
    try {
      const { pathname } = new URL(request.url);
      const route = routes.find(({ path }) => path.test(pathname));
      if (route?.path !== healthPath) requireToken(request, token);
      if (route === undefined) throw new HttpError(404, 'NOT_FOUND', `no route for ${pathname}`);
      const handler = route.methods[request.method === 'HEAD' ? 'GET' : request.method];
      if (handler === undefined) {
        const allow = Object.keys(route.methods).join(', ');
        throw new HttpError(405, 'METHOD_NOT_ALLOWED', `allowed: ${allow}`, { allow });
      }
      return await handler(request, decodeSegment(route.path.exec(pathname)?.[1] ?? ''));
    } catch (error) {
      return errorResponse(error, logError);
    }
  };
}

/** The public fields of an agent; times as ISO 8601. */
function toJson(agent: Agent): object {
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

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new HttpError(400, 'BAD_REQUEST', 'invalid percent-encoding in the path');
  }
}

function requireToken(request: Request, token: string | undefined): void {
  if (token === undefined) return;
  const given = /^bearer +(.*)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  // Hashes have equal length, so the comparison takes constant time.
  const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();
  if (timingSafeEqual(digest(given), digest(token))) return;
  throw new HttpError(401, 'UNAUTHORIZED', 'a valid bearer token is required', {
    'www-authenticate': 'Bearer',
  });
}
