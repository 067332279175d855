/** The program's commands. */
import { Command, CommanderError } from 'commander';
import { relay } from './commands/relay.ts';
import { simulate } from './commands/simulate.ts';
import { watch } from './commands/watch.ts';
import { errorMessage } from './error-message.ts';

const commands: readonly (() => Command)[] = [relay, simulate, watch];

/** Runs a command line and sets the exit code: 1 for a failure, 2 for invalid options. Errors take one line. */
export async function run(args: readonly string[]): Promise<void> {
  const program = new Command('rxcti').description(
    'Command line tools for the CTI protocol of Cisco Unified Contact Center Express (CCX).',
  );
  for (const command of commands) program.addCommand(command());
  for (const command of [program, ...program.commands])
    command.exitOverride().showSuggestionAfterError(false);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has already printed the help or the error.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(`rxcti: ${errorMessage(error)}\n`);
    process.exitCode = 1;
  }
}
