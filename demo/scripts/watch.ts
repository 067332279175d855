import { bridgeMode, createCtiClient } from 'rxcti';
import { tcp } from 'rxcti/tcp';

const port = Number(process.argv[2] ?? 42027);
const client = createCtiClient({
  transport: tcp(),
  endpoints: [{ host: '127.0.0.1', port }],
  mode: bridgeMode({ clientId: 'watch' }),
});
client.agents.value$.subscribe((agents) => {
  for (const agent of agents.values()) console.log(agent.agentId, agent.state);
});
await client.connect();
