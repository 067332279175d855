// A relay of a cluster in a process of its own, for tests that kill or suspend it. Writes its state as lines of JSON.
import { createRelay } from '@rxcti/relay';
import { nats } from '@rxcti/relay/nats';
import { tcp } from 'rxcti/tcp';

const { ccxPort, secret, heartbeatMs, policy, cluster, origins } = JSON.parse(process.argv[2]);
const write = (line) => process.stdout.write(`${JSON.stringify({ at: Date.now(), ...line })}\n`);
const log = (level) => (message, fields) => write({ log: message, level, ...fields });

const relay = await createRelay({
  upstream: { transport: tcp(), endpoints: [{ host: '127.0.0.1', port: ccxPort }], heartbeatMs },
  listen: { port: 0 },
  auth: { jwt: { secret }, origins },
  policy,
  observability: { port: 0 },
  cluster: nats(cluster),
  logger: { debug() {}, info: log('info'), warn: log('warn'), error: log('error') },
});
relay.events$.subscribe((event) => {
  if (event.type === 'cluster-role') write({ role: event.role.role });
  if (event.type === 'upstream-ready') write({ isReady: event.ready });
});
write({ port: relay.port, observabilityPort: relay.observabilityPort });
process.on('SIGTERM', () => void relay.close().then(() => process.exit(0)));
