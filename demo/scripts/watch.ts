import { type Agent, bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';

const [host = '127.0.0.1', port = '42027'] = process.argv.slice(2);
const mode = bridgeMode({ clientId: 'watch' });
const client = createCtiClient({ transport: tcp(), endpoints: [{ host, port: Number(port) }], mode });
let before: ReadonlyMap<string, Agent> = new Map();
client.agents.value$.subscribe((agents) => {
  for (const [id, { state }] of agents) if (state !== before.get(id)?.state) console.log(id, state);
  before = agents;
});
await client.connect();
