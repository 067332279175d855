import { spawnSync } from 'node:child_process';
import { createSimulator, startControlApi } from '@rxcti/simulator';
import { afterAll, expect, it } from 'vitest';
import { start } from './child-process.ts';

const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);

const simulator = createSimulator({ seed: 1, speed: 20, callsPerHour: 0, agents: 1, queues: 1 });
afterAll(() => simulator.close());

it.skipIf(python === undefined)(
  python === undefined
    ? 'skipped: Python is not installed'
    : 'a Python client without rxcti opens a session, monitors a call and answers it',
  async () => {
    const { port } = await simulator.listen({ port: 0 });
    await simulator.agent('jdoe').setNotReady(1);
    const control = await startControlApi(simulator);
    const client = start(python ?? '', [
      'test/runtimes/python/answer_a_call.py',
      '127.0.0.1',
      String(port),
      control.url,
    ]);
    const code = await client.exited;
    await control.close();
    expect(client.stderr.all).toEqual([]);
    expect(client.stdout.all).toEqual([
      'open, services granted: 0x14',
      'agent jdoe is in state 3',
      'a customer calls',
      'it rings at 2001',
      'the simulator has read ANSWER_CALL_REQ',
      'confirmed',
      'answered',
      'snapshot: the call is connected, the agent is on the call: True',
      'no unexpected messages',
    ]);
    expect(code).toBe(0);
  },
);
