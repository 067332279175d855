/** `npm start`: opens everything, says where, and waits until it is stopped. */
import { type DemoOptions, openDemo } from './demo.ts';
import { password } from './setup.ts';

export interface StartOptions extends DemoOptions {
  readonly seconds?: number;
}

/** Resolves when it was stopped. */
export async function start(options: StartOptions): Promise<void> {
  await using demo = await openDemo(options);
  const lines = demo.people.map(
    ({ name, role, agentId, extension }) =>
      `  ${name.padEnd(16)} ${role.padEnd(11)} ${agentId.padEnd(9)} ${password}  extension ${extension}`,
  );
  const { url, nodes, relay } = demo;
  process.stdout.write(
    options.page === 'examples'
      ? `\nThe examples:  ${url}\n\n`
      : `\nThe desktop:  ${url}\n\nSign in as (agent ID, password, extension):\n${lines.join('\n')}\n\n`,
  );
  process.stdout.write(`CCX nodes at ${nodes.join(' and ')}, relay at ${relay}. Ctrl+C stops all.\n`);
  await stopped(options.seconds);
}

function stopped(seconds: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
    if (seconds !== undefined) setTimeout(resolve, seconds * 1000);
  });
}
