/** `npm start`: a simulated two-node contact center, a relay and the web desktop. */
import { type ProfileName, profiles } from '@rxcti/simulator';
import { Command, InvalidArgumentError, Option } from 'commander';
import { integer, number } from './scripts/shared/options.ts';
import { type StartOptions, start } from './start/start.ts';

const parse =
  (read: (text: string) => number) =>
  (text: string): number => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(`It ${(error as Error).message}.`);
    }
  };

const program = new Command('npm start --')
  .description('Start a simulated contact center of two nodes, a relay and the web desktop.')
  .option(
    '--port <port>',
    'port of the page; the relay uses the next one; 0 for free ones',
    parse(integer(0, 65_535)),
    8480,
  )
  .addOption(
    new Option('--profile <name>', 'size of the contact center')
      .choices(Object.keys(profiles))
      .default('small' satisfies ProfileName),
  )
  .option(
    '--calls-per-hour <calls>',
    'incoming calls (default: as in the profile)',
    parse(number(0, 100_000)),
  )
  .option('--speed <factor>', 'speed relative to real time', parse(number(0.1, 1000)), 1)
  .option('--seed <seed>', 'random seed; the same seed gives the same run', parse(integer(0, 0xffff_ffff)), 1)
  .option('--dedicated', 'one CCX session per agent; signing in at a second desktop takes it over')
  .addOption(new Option('--page <name>', 'what to serve').choices(['desktop', 'examples']).default('desktop'))
  .option('--dev', "serve the page with Vite's development server")
  .option('--seconds <seconds>', 'stop after this time (default: run until Ctrl+C)', parse(number(1, 86_400)))
  .parse();

try {
  await start(program.opts<StartOptions>());
} catch (error) {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  const inUse = `port ${port} is already in use: choose another one with -- --port <port>, or 0 for a free one`;
  process.stderr.write(`${code === 'EADDRINUSE' ? inUse : (error as Error).message}\n`);
  process.exitCode = 1;
}
