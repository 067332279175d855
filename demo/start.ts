/** `npm start`: a simulated contact center of two nodes, a relay in front of it, and the web desktop. */

import { type ProfileName, profiles } from '@rxcti/simulator';
import { Command, Option } from 'commander';
import { type StartOptions, start } from './start/start.ts';
import { number, port, whole } from './start/values.ts';

const program = new Command('npm start --')
  .description('Runs a simulated contact center of two nodes, a relay and the web desktop.')
  .option('--port <port>', 'port of the page; the relay takes the next one; 0 takes free ones', port, 8480)
  .addOption(
    new Option('--profile <name>', 'size of the contact center')
      .choices(Object.keys(profiles))
      .default('small' satisfies ProfileName),
  )
  .option(
    '--calls-per-hour <calls>',
    'calls from outside (default: those of the profile)',
    number(0, 100_000),
  )
  .option('--speed <factor>', 'how much faster than life', number(0.1, 1000), 1)
  .option('--seed <seed>', 'the same seed gives the same day', whole(0, 0xffff_ffff), 1)
  .option('--dedicated', 'agents get sessions of their own with CCX, which another desktop can take over')
  .addOption(new Option('--page <name>', 'what to serve').choices(['desktop', 'examples']).default('desktop'))
  .option('--dev', "serve the page with Vite's development server, for working on it")
  .option('--seconds <seconds>', 'stop after so long (default: on Ctrl+C)', number(1, 86_400))
  .parse();

try {
  await start(program.opts<StartOptions>());
} catch (error) {
  const { code, port: taken } = error as NodeJS.ErrnoException & { port?: number };
  const inUse = `Port ${taken} is in use: choose another with -- --port <port>, or 0 for a free one.`;
  process.stderr.write(`${code === 'EADDRINUSE' ? inUse : (error as Error).message}\n`);
  process.exitCode = 1;
}
