/** The relay on each runtime, and a browser's client on each runtime at it. */
import { signToken } from '@rxcti/relay';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtimes as allRuntimes, type ChildProgram, start } from './child-process.ts';

const program = 'test/runtimes/relay-program.ts';
const secret = 'a secret for the runtimes, 32 bytes long';

/** Deno has to be told that the relay may know its machine's name, which stands in the lines of its log. */
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
    const client = start(clientOn(), [...clientArgs, program, 'enter', port, token]);
    try {
      await client.exited;
      expect([...client.stdout.all, ...client.stderr.all]).toEqual([
        'rings: 5550100',
        'talking',
        'still ready',
        'wraps up',
        'closed',
      ]);
      expect(relay.stderr.all).toEqual([]);
    } finally {
      client.kill();
    }
  });
});
