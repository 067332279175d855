/** Runs the demo for `npm start`. */
import { type DemoOptions, startDemo } from './demo.ts';
import { password } from './setup.ts';

export interface StartOptions extends DemoOptions {
  /** Default: until SIGINT or SIGTERM. */
  readonly seconds?: number;
}

/** Starts the demo, prints its addresses and users, and resolves when it has stopped. */
export async function start(options: StartOptions): Promise<void> {
  await using demo = await startDemo(options);
  const users = demo.users.map(
    ({ name, role, agentId, extension }) =>
      `  ${name.padEnd(16)} ${role.padEnd(11)} ${agentId.padEnd(9)} ${password}  extension ${extension}`,
  );
  const { url, nodes, relay } = demo;
  process.stdout.write(
    options.page === 'examples'
      ? `\nExamples:  ${url}\n\n`
      : `\nDesktop:  ${url}\n\nDemo users (agent ID, password, extension):\n${users.join('\n')}\n\n`,
  );
  process.stdout.write(`CCX nodes: ${nodes.join(', ')}. Relay: ${relay}. Press Ctrl+C to stop.\n`);
  await stopped(options.seconds);
}

function stopped(seconds: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
    if (seconds !== undefined) setTimeout(resolve, seconds * 1000);
  });
}
