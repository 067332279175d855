/** The commands, and what is said of mistakes: one line, and the exit code 2 for those in the command line. */
import { Command, CommanderError } from 'commander';
import { relay } from './commands/relay.ts';
import { simulate } from './commands/simulate.ts';
import { watch } from './commands/watch.ts';
import { explain } from './error-message.ts';

const commands: readonly (() => Command)[] = [relay, simulate, watch];

/** Runs a command line; sets the process's exit code. */
export async function run(args: readonly string[]): Promise<void> {
  const program = new Command('rxcti').description(
    'Tools for the CTI protocol of Cisco Unified Contact Center Express (CCX).',
  );
  for (const command of commands) program.addCommand(command());
  for (const command of [program, ...program.commands])
    command.exitOverride().showSuggestionAfterError(false);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed the help that was asked for, or what is wrong.
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(`rxcti: ${explain(error)}\n`);
    process.exitCode = 1;
  }
}
