/** `npm start`: `rxcti simulate`, somewhat faster than life. What is given after `--` comes last and wins. */
import { run } from './cli/program.ts';

await run(['simulate', '--speed', '4', '--calls-per-hour', '240', ...process.argv.slice(2)]);
