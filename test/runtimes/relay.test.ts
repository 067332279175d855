/** A relay on each runtime with a client on each runtime. */
import { signToken } from '@rxcti/relay';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtimes as allRuntimes, type ChildProgram, start } from './child-process.ts';

const program = 'test/runtimes/relay-program.ts';
const secret = 'a secret for the runtimes, 32 bytes long';

/** The relay's log lines contain the host name, for which Deno needs a permission. */
const runtimes = allRuntimes.map(
  ([name, program, args]) =>
    [name, program, name === 'Deno' ? [...args, '--allow-sys=hostname'] : args] as const,
);

describe.each(runtimes)('a relay on %s', (_, relayOn, relayArgs) => {
  let relay: ChildProgram;
  let port: string;
  beforeAll(async () => {
    relay = start(relayOn(), [...relayArgs, program, 'serve', secret]);
    port = await relay.stdout.first((line) => /^\d+$/.test(line));
  });
  afterAll(() => relay.kill());

  it.each(runtimes)('serves a client on %s', async (__, clientOn, clientArgs) => {
    const token = await signToken({ secret, role: 'agent', agentId: 'jdoe' });
    const client = start(clientOn(), [...clientArgs, program, 'connect', port, token]);
    try {
      await client.exited;
      expect([...client.stdout.all, ...client.stderr.all]).toEqual([
        'alerting: 5550100',
        'talking',
        'still ready',
        'work',
        'closed',
      ]);
      expect(relay.stderr.all).toEqual([]);
    } finally {
      client.kill();
    }
  });
});
