/** The program's commands. */
import { Command, CommanderError } from 'commander';
import { errorMessage } from './error-message.ts';

interface CommandEntry {
  readonly description: string;
  /** Only the modules of the command that runs are loaded. */
  load(): Promise<Command>;
}

const commands: Readonly<Record<string, CommandEntry>> = {
  relay: {
    description: 'Run a relay: one CCX session for any number of clients, each with its own rights.',
    load: async () => (await import('./commands/relay.ts')).relay(),
  },
  simulate: {
    description: 'Run a simulated CCX contact center and show its agents, calls and queues live.',
    load: async () => (await import('./commands/simulate.ts')).simulate(),
  },
  watch: {
    description: 'Show the agents, calls and queues of a CCX live.',
    load: async () => (await import('./commands/watch.ts')).watch(),
  },
};

/** Runs a command line and sets the exit code: 1 for a failure, 2 for invalid options. Errors take one line. */
export async function run(args: readonly string[]): Promise<void> {
  const program = new Command('rxcti').description(
    'Command line tools for the CTI protocol of Cisco Unified Contact Center Express (CCX).',
  );
  const chosen = args[0] === 'help' ? args[1] : args[0];
  for (const [name, { description, load }] of Object.entries(commands)) {
    const command = name === chosen ? await load() : new Command(name);
    program.addCommand(command.description(description));
  }
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
