/** The demo with a full contact center, in its own process. Sends its addresses to the parent process. */
import { startDemo } from '../../../demo/start/demo.ts';

const [speed = '20'] = process.argv.slice(2);
const demo = await startDemo({ port: 0, profile: 'ova400', speed: Number(speed), seed: 1, page: 'desktop' });
process.send?.({ url: demo.url, nodes: demo.nodes });
process.on('disconnect', () => process.exit());
