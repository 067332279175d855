/** What a relay can be told by relay.json, by environment variables and by flags. */
import proxyAddress from 'proxy-addr';
import { z } from 'zod';

const port = (fallback: number, about: string) =>
  z
    .int()
    .min(0)
    .max(65_535)
    .default(fallback)
    .meta({ description: `${about}; 0 takes a free one` });
const text = (description: string, ...examples: readonly string[]) =>
  z
    .string()
    .min(1)
    .meta({ description, examples: [...examples] });
const file = (description: string, example: string) => text(`file with ${description}`, example);
/** Better kept in a file: shown nowhere, and no flag, since everybody on the machine sees flags. */
const secret = (description: string) =>
  z
    .string()
    .min(1)
    .meta({ description: `${description}; better in a file`, writeOnly: true });
const whole = (least: number, most: number, description: string) =>
  z.int().min(least).max(most).meta({ description });
const limit = (description: string) => whole(1, 2 ** 31 - 1, description).optional();
const seconds = (least: number, most: number, description: string) =>
  z.number().min(least).max(most).meta({ description });
const role = z.enum(['agent', 'supervisor', 'wallboard', 'admin']);

const host = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;
const node = z
  .string()
  .regex(host)
  .meta({
    description: 'host name or address, with a port unless it is 42027',
    examples: ['ccx-a.example.com'],
  });
const origin = z
  .string()
  .regex(/^https?:\/\/[^/\s?#]+$/)
  .meta({ description: 'origin of a page', examples: ['https://desk.example.com'] });
const webAddress = (description: string, example: string) =>
  z
    .string()
    .regex(/^https?:\/\/\S+$/)
    .meta({ description, examples: [example] });

const ccx = z.strictObject({
  nodes: z.array(node).min(1).meta({ description: 'the nodes of CCX, in the order in which they are tried' }),
  clientId: text(
    'name of the session; a newer session of the same name ends the older one',
    'rxcti-relay',
  ).default('rxcti-relay'),
  password: secret('password of the session, where CCX wants one').optional(),
  passwordFile: file('the password of the session', '/run/secrets/ccx-password').optional(),
  protocolVersion: whole(10, 18, 'version of the protocol to ask for').default(17),
  heartbeatSeconds: seconds(
    0.1,
    30,
    'time between heartbeats; three unanswered ones mean a dead link',
  ).default(10),
  tls: z.boolean().default(false).meta({ description: 'through a TLS proxy in front of CCX' }),
});

const proxies = z
  .string()
  .refine(isAddressOrRange)
  .meta({ description: 'address, range or loopback, linklocal, uniquelocal', examples: ['10.0.0.0/8'] });

const listen = z.strictObject({
  host: text('address for browsers; 0.0.0.0 for all', '0.0.0.0').default('127.0.0.1'),
  port: port(8443, 'port for browsers'),
  path: z
    .string()
    .regex(/^\/\S*$/)
    .default('/cti')
    .meta({ description: 'path of the WebSocket', examples: ['/cti'] }),
  trustedProxies: z.array(proxies).default([]).meta({
    description: 'proxies in front of the relay, of which X-Forwarded-For is believed',
  }),
  tls: z
    .strictObject({
      certFile: file('the certificate and its chain (PEM)', '/etc/@rxcti/relay.crt'),
      keyFile: file('its private key (PEM)', '/etc/@rxcti/relay.key'),
    })
    .optional(),
});

const algorithm = z.enum(
  'HS256 HS384 HS512 RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA'.split(' ') as [
    'HS256',
    'HS384',
    'HS512',
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'ES256',
    'ES384',
    'ES512',
    'EdDSA',
  ],
);

const auth = z.strictObject({
  origins: z.array(origin).optional().meta({
    description: "origins from which pages may connect (default: the relay's own)",
  }),
  blocked: z
    .array(z.string())
    .default([])
    .meta({ description: 'subjects and agent IDs that are not let in, however good their tokens are' }),
  jwt: z
    .strictObject({
      jwksUrl: webAddress(
        "where the identity provider's keys are",
        'https://login.example.com/keys',
      ).optional(),
      publicKeyFile: file("the identity provider's public key (PEM)", '/etc/rxcti/issuer.pem').optional(),
      secret: secret('secret shared with who signs the tokens').optional(),
      secretFile: file('the secret shared with who signs the tokens', '/run/secrets/jwt').optional(),
      algorithms: z.array(algorithm).min(1).optional().meta({
        description: 'signatures that are taken (default: HS256 for a secret, else RS256, ES256, EdDSA)',
      }),
      issuer: text('the iss that tokens must have', 'https://login.example.com').optional(),
      audience: text('the aud that tokens must have', 'rxcti').optional(),
      clockToleranceSeconds: seconds(0, 300, 'how far the clocks may be apart').default(5),
      claims: z
        .strictObject({
          role: text('claim with the role', 'role').default('role'),
          agentId: text(
            'claim with the agent ID (default: agentId, else sub)',
            'preferred_username',
          ).optional(),
          teams: text('claim with the team IDs of a supervisor', 'teams').default('teams'),
          roles: z
            .record(z.string(), role)
            .optional()
            .meta({ description: 'what your names for roles or groups mean here' }),
        })
        .prefault({}),
    })
    .optional(),
  signIn: z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .meta({ description: 'agents may sign in with the password that CCX knows' }),
      secret: secret('signs the tokens, 32 bytes at least').optional(),
      secretFile: file(
        'what signs the tokens, 32 bytes at least (default: a random one, so that tokens end with the run)',
        '/run/secrets/sign-in',
      ).optional(),
      expiresInSeconds: whole(30, 86_400, 'how long a token lasts').default(900),
      roles: z
        .record(z.string(), role)
        .default({})
        .meta({ description: 'roles of agents by agent ID, where CCX does not know better' }),
    })
    .optional(),
});

const departure = z.strictObject({
  action: z.enum(['nothing', 'notReady', 'logout']),
  reasonCode: whole(0, 65_535, 'the reason that CCX is told').optional(),
  graceSeconds: seconds(0, 3600, 'how long the browser may stay away before that').optional(),
});

const policy = z.strictObject({
  onDisconnect: z
    .partialRecord(role, departure)
    .optional()
    .meta({ description: 'what becomes of an agent whose last browser is gone, by role' }),
  dedicated: z
    .array(z.enum(['agent', 'supervisor']))
    .default([])
    .meta({ description: 'roles whose users get a session of their own with CCX' }),
});

const limits = z.strictObject({
  sessions: limit('sessions at once'),
  sessionsPerUser: limit('sessions at once of one user (default: 8)'),
  sessionsPerAddress: limit('sessions at once from one address (default: 500)'),
  connectionsPerAddress: limit('connections at once from one address'),
  connectionsPerMinute: limit('new connections a minute from one address'),
  signInsPerMinute: limit('tries to sign in a minute from one address'),
  signInsPerMinutePerAgent: limit('failed tries to sign in a minute as one agent from one address'),
  requestsPerSecond: limit('requests a second from one browser'),
  requestBurst: limit('requests at once from one browser'),
  maxMessageBytes: limit('longest message from a browser'),
  helloTimeoutMs: limit('how long a new connection may take to say hello'),
  pingMs: limit('each side says something at least this often'),
  windowMs: limit('how long a browser that is gone may come back without a gap'),
  returnsPerSecond: limit('browsers a second that are to come back after a stop (default: 200)'),
  queueBytes: limit('bytes that may wait for one browser'),
});

const cluster = z.strictObject({
  servers: z
    .array(
      z
        .string()
        .regex(/^(?:(?:nats|tls):\/\/)?[^\s/]+$/)
        .meta({
          description: 'NATS server',
          examples: ['nats://nats.example.com:4222'],
        }),
    )
    .min(1)
    .meta({ description: 'NATS servers' }),
  cluster: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .default('default')
    .meta({ description: 'relays of the same cluster share one session with CCX', examples: ['default'] }),
  name: text("this relay's name among them", 'relay-a').optional(),
  user: text('user at NATS', 'relay').optional(),
  password: secret('password at NATS').optional(),
  passwordFile: file('the password at NATS', '/run/secrets/nats-password').optional(),
  token: secret('token at NATS').optional(),
  tokenFile: file('the token at NATS', '/run/secrets/nats-token').optional(),
  credentialsFile: file('credentials for NATS (.creds)', '/run/secrets/nats.creds').optional(),
  nkeySeedFile: file('an nkey seed for NATS', '/run/secrets/nats.nk').optional(),
  tls: z
    .strictObject({
      caFile: file('the certificates that NATS is believed by (PEM)', '/etc/rxcti/nats-ca.pem').optional(),
      certFile: file("this relay's certificate for NATS (PEM)", '/etc/rxcti/nats.crt').optional(),
      keyFile: file('its private key (PEM)', '/etc/rxcti/nats.key').optional(),
    })
    .optional(),
  leaseSeconds: seconds(0.5, 60, 'how long a holder that fell silent keeps the session').default(3),
  resignSeconds: seconds(
    1,
    3600,
    'how long a holder that cannot reach CCX tries before it lets another relay try',
  ).default(10),
  replicas: whole(1, 5, 'how many NATS servers keep the lease').default(1),
});

const destination = (fallback: string) =>
  z
    .string()
    .min(1)
    .default(fallback)
    .meta({
      description: 'stdout, stderr, off, or a file',
      examples: ['stdout', '/var/log/@rxcti/relay.log'],
    });

/** All of it. `$schema` is for editors. */
export const relaySchema = z
  .strictObject({
    $schema: z.string().optional(),
    ccx: ccx.prefault({} as never),
    listen: listen.prefault({}),
    auth: auth.prefault({}),
    policy: policy.prefault({}),
    limits: limits.prefault({}),
    cluster: cluster.optional(),
    operations: z
      .strictObject({
        enabled: z.boolean().default(true).meta({ description: 'answers /healthz, /readyz and /metrics' }),
        host: text('address for health checks and scrapers', '127.0.0.1').default('127.0.0.1'),
        port: port(9464, 'port for health checks and scrapers'),
      })
      .prefault({}),
    log: z
      .strictObject({
        level: z
          .enum(['debug', 'info', 'warn', 'error', 'silent'])
          .default('info')
          .meta({ description: 'the least that is logged' }),
        to: destination('stdout'),
      })
      .prefault({}),
    audit: z.strictObject({ to: destination('stdout') }).prefault({}),
    drainSeconds: seconds(0.1, 600, 'the longest that stopping may take').default(10),
    watch: z.boolean().default(true).meta({
      description: 'follows changes of the file, of certificates and secrets; else only SIGHUP does',
    }),
  })
  .meta({ title: 'relay.json', description: 'Configuration of `rxcti relay`.' });

/** A configuration in which nothing is missing. */
export type RelaySettings = z.output<typeof relaySchema>;

function isAddressOrRange(text: string): boolean {
  try {
    proxyAddress.compile(text);
    return true;
  } catch {
    return false;
  }
}
