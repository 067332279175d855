/** Puts the pieces together: simulator, relay, page. */
import { createRelay } from 'rxcti/relay';
import { tcp } from 'rxcti/tcp';
import { createCluster, type ProfileName, profiles } from 'rxcti/testing';
import { createControls } from './controls.ts';
import { openPage } from './page.ts';
import { password, peopleOf, prefer, roleOf, setupOf } from './setup.ts';

export interface StartOptions {
  readonly port: number;
  readonly profile: ProfileName;
  readonly callsPerHour?: number;
  readonly speed: number;
  readonly seed: number;
  readonly dev?: boolean;
  readonly seconds?: number;
}

/** Resolves when it was stopped. */
export async function start(options: StartOptions): Promise<void> {
  const { profile, speed, seed, callsPerHour = profiles[profile].callsPerHour, dev = false } = options;
  const centre = createCluster({ profile, speed, seed, callsPerHour, password });
  const closing: (() => Promise<void>)[] = [() => centre.close()];
  try {
    const [a, b] = await Promise.all([centre.a.listen({ port: 0 }), centre.b.listen({ port: 0 })]);
    const host = '127.0.0.1';
    const page = await openPage({ host, port: options.port, dev, controls: createControls(centre) });
    closing.push(page.close);
    const relay = await createRelay({
      upstream: {
        transport: tcp(),
        endpoints: [
          { host, port: a.port },
          { host, port: b.port },
        ],
      },
      listen: { host, port: options.port === 0 ? 0 : options.port + 1 },
      auth: {
        signIn: { roleOf },
        origins: [`http://${host}:${page.port}`, `http://localhost:${page.port}`],
      },
    });
    closing.push(() => relay.close());
    await prefer(centre);
    const truth = centre.a.truth();
    page.ready({ relayPort: relay.port, setup: (name) => setupOf(name, relay.port, truth) });
    await relay.whenReady();

    const lines = peopleOf(truth.agents).map(
      ({ name, role, agentId, extension }) =>
        `  ${name.padEnd(16)} ${role.padEnd(11)} ${agentId.padEnd(9)} ${password}  extension ${extension}`,
    );
    process.stdout.write(
      `\nThe desktop:  http://${host}:${page.port}\n\nSign in as (agent ID, password, extension):\n${lines.join('\n')}\n\n` +
        `CCX nodes at ${host}:${a.port} and ${host}:${b.port}, relay at ${host}:${relay.port}. Ctrl+C stops all.\n`,
    );
    await stopped(options.seconds);
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

function stopped(seconds: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
    if (seconds !== undefined) setTimeout(resolve, seconds * 1000);
  });
}
