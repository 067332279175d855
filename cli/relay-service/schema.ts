/** Schema of relay.json, and of the environment variables and flags derived from it. */
import proxyAddress from 'proxy-addr';
import { z } from 'zod';

const port = (fallback: number, about: string) =>
  z
    .int()
    .min(0)
    .max(65_535)
    .default(fallback)
    .meta({ description: `${about}; 0: any free port` });
const text = (description: string, ...examples: readonly string[]) =>
  z
    .string()
    .min(1)
    .meta({ description, examples: [...examples] });
const file = (description: string, example: string) => text(`file with ${description}`, example);
/** Not shown in messages, and not available as a flag, since flags are visible to all users of the machine. */
const secret = (description: string) =>
  z
    .string()
    .min(1)
    .meta({ description: `${description}; prefer the file`, writeOnly: true });
const whole = (min: number, max: number, description: string) =>
  z.int().min(min).max(max).meta({ description });
const limit = (description: string) => whole(1, 2 ** 31 - 1, description).optional();
const seconds = (min: number, max: number, description: string) =>
  z.number().min(min).max(max).meta({ description });
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
  nodes: z.array(node).min(1).meta({ description: 'CCX nodes, in the order in which they are tried' }),
  clientId: text(
    'client ID of the CCX session; a newer session with the same ID ends the older one',
    'rxcti-relay',
  ).default('rxcti-relay'),
  password: secret('password of the CCX session, if required').optional(),
  passwordFile: file('the password of the CCX session', '/run/secrets/ccx-password').optional(),
  protocolVersion: whole(10, 18, 'protocol version to request').default(17),
  encoding: text('encoding of text from CCX that is not UTF-8', 'windows-1252').default('windows-1252'),
  heartbeatSeconds: seconds(0.1, 30, 'heartbeat interval; three unanswered heartbeats end the link').default(
    10,
  ),
  tls: z.boolean().default(false).meta({ description: 'connect through a TLS proxy in front of CCX' }),
});

const proxies = z
  .string()
  .refine(isAddressOrRange)
  .meta({ description: 'address, range or loopback, linklocal, uniquelocal', examples: ['10.0.0.0/8'] });

const listen = z.strictObject({
  host: text('address for clients; 0.0.0.0: all addresses', '0.0.0.0').default('127.0.0.1'),
  port: port(8443, 'port for clients'),
  path: z
    .string()
    .regex(/^\/\S*$/)
    .default('/cti')
    .meta({ description: 'path of the WebSocket', examples: ['/cti'] }),
  trustedProxies: z.array(proxies).default([]).meta({
    description: 'proxies in front of the relay whose X-Forwarded-For header is trusted',
  }),
  tls: z
    .strictObject({
      certFile: file('the certificate and its chain (PEM)', '/etc/rxcti/relay.crt'),
      keyFile: file('its private key (PEM)', '/etc/rxcti/relay.key'),
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
    description: "origins whose pages may connect (default: the relay's own)",
  }),
  blocked: z
    .array(z.string())
    .default([])
    .meta({ description: 'subjects and agent IDs that are always refused' }),
  jwt: z
    .strictObject({
      jwksUrl: webAddress(
        "URL of the identity provider's key set (JWKS)",
        'https://login.example.com/keys',
      ).optional(),
      publicKeyFile: file("the identity provider's public key (PEM)", '/etc/rxcti/issuer.pem').optional(),
      secret: secret('secret shared with the issuer of the tokens').optional(),
      secretFile: file('the secret shared with the issuer of the tokens', '/run/secrets/jwt').optional(),
      algorithms: z.array(algorithm).min(1).optional().meta({
        description:
          'accepted signature algorithms (default: HS256 with a secret, otherwise RS256, ES256, EdDSA)',
      }),
      issuer: text('required iss claim', 'https://login.example.com').optional(),
      audience: text('required aud claim', 'rxcti').optional(),
      clockToleranceSeconds: seconds(0, 300, 'accepted clock skew').default(5),
      claims: z
        .strictObject({
          role: text('claim with the role', 'role').default('role'),
          agentId: text(
            'claim with the agent ID (default: agentId, or sub)',
            'preferred_username',
          ).optional(),
          teams: text('claim with the team IDs of a supervisor', 'teams').default('teams'),
          roles: z
            .record(z.string(), role)
            .optional()
            .meta({ description: 'roles by the names or groups in the role claim' }),
        })
        .prefault({}),
    })
    .optional(),
  signIn: z
    .strictObject({
      enabled: z.boolean().default(true).meta({ description: 'agents may sign in with their CCX password' }),
      secret: secret('secret that signs the tokens, at least 32 bytes').optional(),
      secretFile: file(
        'the secret that signs the tokens, at least 32 bytes (default: random, so that tokens end with the process)',
        '/run/secrets/sign-in',
      ).optional(),
      expiresInSeconds: whole(30, 86_400, 'token lifetime').default(900),
      roles: z
        .record(z.string(), role)
        .default({})
        .meta({ description: 'roles by agent ID (default: agent or supervisor, as in CCX)' }),
    })
    .optional(),
});

const disconnectRule = z.strictObject({
  action: z.enum(['nothing', 'notReady', 'logout']),
  reasonCode: whole(0, 65_535, 'reason code sent to CCX').optional(),
  graceSeconds: seconds(0, 3600, 'time within which the client can reconnect before that').optional(),
});

const policy = z.strictObject({
  onDisconnect: z
    .partialRecord(role, disconnectRule)
    .optional()
    .meta({ description: 'what happens to an agent whose last client disconnected, by role' }),
  dedicated: z
    .array(z.enum(['agent', 'supervisor']))
    .default([])
    .meta({ description: 'roles whose users get a CCX session of their own' }),
});

const limits = z.strictObject({
  maxSessions: limit('concurrent sessions (default: 2000)'),
  maxSessionsPerUser: limit('concurrent sessions of one user (default: 8)'),
  maxSessionsPerAddress: limit('concurrent sessions from one address (default: 500)'),
  maxConnectionsPerAddress: limit('concurrent connections from one address (default: 500)'),
  maxConnectionsPerMinute: limit('new connections per minute from one address (default: 600)'),
  maxSignInsPerMinute: limit('sign-in attempts per minute from one address (default: 20)'),
  maxSignInsPerMinutePerAgent: limit(
    'failed sign-in attempts per minute for one agent from one address (default: 5)',
  ),
  maxRequestsPerSecond: limit('requests per second of one client (default: 50)'),
  requestBurst: limit('requests at once of one client (default: 5000)'),
  maxMessageBytes: limit('size of the largest message accepted from a client (default: 16384)'),
  handshakeTimeoutMs: limit('time for a new connection to complete its handshake (default: 5000)'),
  pingIntervalMs: limit('longest silence of each side (default: 4000)'),
  resumeWindowMs: limit('time within which a disconnected client can resume its session (default: 30000)'),
  reconnectsPerSecond: limit('rate at which clients reconnect after the relay stopped (default: 200)'),
  maxQueueBytes: limit('bytes queued for one client (default: 1048576)'),
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
    .meta({ description: 'relays of the same cluster share one CCX session', examples: ['default'] }),
  name: text('name of this relay in the cluster', 'relay-a').optional(),
  user: text('NATS user', 'relay').optional(),
  password: secret('NATS password').optional(),
  passwordFile: file('the NATS password', '/run/secrets/nats-password').optional(),
  token: secret('NATS token').optional(),
  tokenFile: file('the NATS token', '/run/secrets/nats-token').optional(),
  credentialsFile: file('NATS credentials (.creds)', '/run/secrets/nats.creds').optional(),
  nkeySeedFile: file('an nkey seed for NATS', '/run/secrets/nats.nk').optional(),
  tls: z
    .strictObject({
      caFile: file('the certificate authorities for NATS (PEM)', '/etc/rxcti/nats-ca.pem').optional(),
      certFile: file("this relay's certificate for NATS (PEM)", '/etc/rxcti/nats.crt').optional(),
      keyFile: file('its private key (PEM)', '/etc/rxcti/nats.key').optional(),
    })
    .optional(),
  leaseSeconds: seconds(
    0.5,
    60,
    'lease duration: time after which a leader that does not respond is replaced',
  ).default(3),
  stepDownSeconds: seconds(1, 3600, 'time after which a leader that cannot reach CCX steps down').default(10),
  replicas: whole(1, 5, 'number of NATS servers that store the lease').default(1),
});

const destination = (fallback: string) =>
  z
    .string()
    .min(1)
    .default(fallback)
    .meta({
      description: 'stdout, stderr, off, or a file',
      examples: ['stdout', '/var/log/rxcti/relay.log'],
    });

/** The whole schema. `$schema` is for editors. */
export const relaySchema = z
  .strictObject({
    $schema: z.string().optional(),
    ccx: ccx.prefault({} as never),
    listen: listen.prefault({}),
    auth: auth.prefault({}),
    policy: policy.prefault({}),
    limits: limits.prefault({}),
    cluster: cluster.optional(),
    observability: z
      .strictObject({
        enabled: z.boolean().default(true).meta({ description: 'serves /healthz, /readyz and /metrics' }),
        host: text('address for health checks and Prometheus', '127.0.0.1').default('127.0.0.1'),
        port: port(9464, 'port for health checks and Prometheus'),
      })
      .prefault({}),
    log: z
      .strictObject({
        level: z
          .enum(['debug', 'info', 'warn', 'error', 'silent'])
          .default('info')
          .meta({ description: 'lowest level that is logged' }),
        to: destination('stdout'),
      })
      .prefault({}),
    audit: z.strictObject({ to: destination('stdout') }).prefault({}),
    drainSeconds: seconds(0.1, 600, 'time limit for shutdown').default(10),
    watch: z.boolean().default(true).meta({
      description: 'reload when this file, certificates or secrets change; otherwise only on SIGHUP',
    }),
  })
  .meta({ title: 'relay.json', description: 'Configuration of `rxcti relay`.' });

/** A complete configuration. */
export type RelaySettings = z.output<typeof relaySchema>;

function isAddressOrRange(text: string): boolean {
  try {
    proxyAddress.compile(text);
    return true;
  } catch {
    return false;
  }
}
