/** A full contact center with its relay and page, in a process of its own: prints the address, then counts events. */
import { startDemo } from '../../../demo/start/demo.ts';

const [speed = '20'] = process.argv.slice(2);
const demo = await startDemo({ port: 0, profile: 'ova400', speed: Number(speed), seed: 1, page: 'desktop' });
const people = demo.users.map(({ agentId, role }) => ({ agentId, role }));
process.send?.({ url: demo.url, nodes: demo.nodes, people });
process.on('disconnect', () => process.exit());
