/**
 * `POST /sign-in`: exchanges agent ID and password, verified by CCX, for a short-lived token. The password is sent to CCX
 * and not stored.
 * Guide: Agent authentication without agent state change.
 * @module
 */
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { timeout } from 'hono/timeout';
import { type Clock, type Logger, verifyCredentials } from 'rxcti';
import { z } from 'zod';
import { type Authenticator, ownIssuer, type SignInOptions } from '../authorization/authenticator.ts';
import { signToken } from '../authorization/tokens.ts';
import type { RelayLimits } from '../connections/limits.ts';
import { RateLimiter } from '../connections/rate-limiter.ts';
import type { RejectionLog } from '../connections/rejection-log.ts';
import type { Upstream } from '../sessions/upstream.ts';
import { type HttpEnv, isOriginAllowed } from './app.ts';
import type { ClientAddress } from './client-address.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';

export interface SignInRouteOptions {
  readonly authenticator: Authenticator;
  readonly upstream: Upstream;
  readonly limits: RelayLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly rejections: RejectionLog;
  readonly clientAddress: ClientAddress;
}

interface SignInEnv extends HttpEnv {
  readonly Variables: {
    readonly signIn: SignInOptions;
    readonly address: string;
    readonly body: string;
  };
}

const maxBodyBytes = 1024;
const tooManyAttempts = { error: 'Too many attempts. Try again in a minute.' };
const credentialsSchema = z.object({
  agentId: z.string().min(1).max(128),
  password: z.string().max(64),
});

/** The route `/sign-in`, with 404 while signing in is not enabled. */
export function signInRoutes(options: SignInRouteOptions): Hono<SignInEnv> {
  const { authenticator, upstream, limits, clock, logger, rejections, clientAddress } = options;
  const attempts = new RateLimiter(limits.maxSignInsPerMinute, limits.maxSignInsPerMinute / 60);
  const throttle = createSignInThrottle(limits, clock);
  const app = new Hono<SignInEnv>();

  app.use('/sign-in', async (context, next) => {
    const { signIn, origins } = authenticator.auth;
    const { incoming } = context.env;
    if (signIn === undefined) return context.notFound();
    const address = clientAddress(incoming);
    if (!isOriginAllowed(incoming.headers, origins)) {
      rejections.reject('origin', 'sign-in refused: origin not allowed', { address });
      return context.json({ error: 'origin not allowed' }, 403);
    }
    context.set('signIn', signIn);
    context.set('address', address);
    context.header('Cache-Control', 'no-store');
    return next();
  });
  // The origin is allowed: refused above otherwise.
  app.use(
    '/sign-in',
    cors({ origin: (origin) => origin, allowMethods: ['POST'], allowHeaders: ['content-type'] }),
  );

  const limitAttempts: MiddlewareHandler<SignInEnv> = async (context, next) => {
    const address = context.get('address');
    if (attempts.take(address, clock.now())) return next();
    rejections.reject('too-many-attempts', 'sign-in refused: too many attempts', { address });
    return context.json(tooManyAttempts, 429);
  };

  app.post('/sign-in', limitAttempts, readBody(limits.handshakeTimeoutMs, logger), async (context) => {
    const address = context.get('address');
    const credentials = parseCredentials(context.get('body'));
    if (credentials === undefined)
      return context.json({ error: 'required: agentId and password, as JSON' }, 400);
    const { agentId, password } = credentials;
    const attempt = throttle.start(address, agentId);
    if (attempt === undefined) {
      const message = 'sign-in refused: too many failed attempts for agent';
      rejections.reject('too-many-attempts', message, { address, agentId });
      return context.json(tooManyAttempts, 429);
    }
    if (attempt.delayMs > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, attempt.delayMs));
    const isValid = await verifyCredentials(upstream.request, agentId, password).catch(() => undefined);
    attempt.ended(isValid === undefined ? 'unknown' : isValid ? 'valid' : 'invalid');
    if (isValid === undefined) return context.json({ error: 'CCX is unreachable' }, 503);
    if (!isValid) {
      rejections.reject('token', 'sign-in refused: incorrect credentials', { address, agentId });
      return context.json({ error: 'agent ID or password is incorrect' }, 401);
    }
    return issueToken(context, agentId);
  });

  async function issueToken(context: Context<SignInEnv>, agentId: string): Promise<Response> {
    const { expiresInSeconds = 900, roleOf } = context.get('signIn');
    const isSupervisor = upstream.replica.agents.get(agentId)?.getSnapshot().role === 'supervisor';
    const role = roleOf?.({ agentId, isSupervisor }) ?? (isSupervisor ? 'supervisor' : 'agent');
    const token = await signToken({
      secret: authenticator.signInSecret,
      role,
      agentId,
      expiresInSeconds,
      issuer: ownIssuer,
      audience: ownIssuer,
    });
    logger.info('agent signed in', { agentId, role });
    return context.json({ token, role, agentId, expiresAt: clock.now() + expiresInSeconds * 1000 });
  }

  return app;
}

/** Reads the request body within limits of size and time, outside of which the connection is closed. */
function readBody(timeoutMs: number, logger: Logger): MiddlewareHandler<SignInEnv> {
  const withTimeout = timeout(timeoutMs, new HTTPException(408, { message: 'request body timeout' }));
  const withLimit = bodyLimit({
    maxSize: maxBodyBytes,
    onError: () => {
      throw new HTTPException(413, { message: `request body too large (limit ${maxBodyBytes} bytes)` });
    },
  });
  return async (context, next) => {
    const { req, env } = context;
    // The size limit of a chunked body needs a Request of the runtime, not the one of the Node adapter.
    const { headers, body } = req.raw;
    req.raw = new Request(req.url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    try {
      await withTimeout(context, async () => {
        await withLimit(context, async () => context.set('body', await req.text()));
      });
    } catch (error) {
      const { incoming } = env;
      const isAborted = incoming.destroyed && !incoming.complete;
      const reason = isAborted ? 'client disconnected' : (error as Error).message;
      logger.debug('sign-in request not received', { address: context.get('address'), reason });
      if (!isAborted) context.header('Connection', 'close');
      throw isAborted ? new HTTPException(400, { message: reason, cause: error }) : error;
    }
    return next();
  };
}

function parseCredentials(text: string): z.infer<typeof credentialsSchema> | undefined {
  try {
    return credentialsSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
