import { createSimulator, type Simulator } from '@rxcti/simulator';
import { bridgeMode, createCtiClient } from 'rxcti';
import { AgentState } from 'rxcti/protocol';
import { tcp } from 'rxcti/tcp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ChildProgram,
  runtimes,
  start,
  startWebhookReceiver,
  type WebhookReceiver,
} from './child-process.ts';

const script = 'demo/scripts/reporting.ts';
const node = runtimes.filter(([name]) => name === 'Node');

interface Alarm {
  readonly kind: string;
  readonly subject: string;
  readonly raised: boolean;
  readonly at: string;
  readonly message: string;
}

let simulator: Simulator;
let port: number;
let receiver: WebhookReceiver<Alarm>;
let reporting: ChildProgram | undefined;

beforeEach(async () => {
  simulator = createSimulator({ seed: 7, speed: 50, callsPerHour: 600 });
  ({ port } = await simulator.listen({ port: 0 }));
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  reporting?.kill();
  receiver.close();
  await simulator.close();
});

const posted = (kind: string, subject: string, raised: boolean): Promise<Alarm> =>
  receiver.posts.first(
    (alarm) => alarm.kind === kind && alarm.subject === subject && alarm.raised === raised,
  );

/** Changes an agent's state `times` times. The agent must serve no queue, so that nothing else changes the state. */
async function changeState(agentId: string, times: number): Promise<void> {
  const agent = simulator.agent(agentId);
  if (agent.snapshot.state === AgentState.AGENT_STATE_LOGOUT) await agent.login();
  for (let time = 0; time < times; time++) {
    if (agent.snapshot.state === AgentState.AGENT_STATE_NOT_READY) await agent.setReady();
    else await agent.setNotReady();
  }
}

describe('demo/scripts/reporting.ts over real TCP', () => {
  it.each(runtimes)(
    'prints reports, and raises and clears each alarm once, on %s',
    { timeout: 90_000 },
    async (_, program, args) => {
      receiver.rejections.push(503); // the first post is retried
      reporting = start(program(), [
        ...[...args, script, '--ccx-port', String(port), '--webhook', receiver.url, '--interval', '0.2'],
        ...[
          '--wait-seconds',
          '0',
          '--not-ready-minutes',
          '0.01',
          '--flap-changes',
          '3',
          '--flap-minutes',
          '0.1',
        ],
      ]);
      await reporting.stdout.first((line) => line.includes(`ready on 127.0.0.1:${port}`));
      for (const row of [
        /^Queue +Waiting +Longest +Ready +Talking$/,
        /^Support +\d+/,
        /^jdoe +John Doe +2001 +\w+/,
      ]) {
        await reporting.stdout.first((line) => row.test(line));
      }

      await simulator.agent('bwong').setOutOfService();
      expect(await posted('deviceDown', '2003', true)).toEqual({
        kind: 'deviceDown',
        subject: '2003',
        raised: true,
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        message: 'Device 2003 (agent) is out of service.',
      });
      await simulator.agent('bwong').setInService();
      await posted('deviceDown', '2003', false);

      // At 50 times real time queues fill and agents take breaks.
      await receiver.posts.first((alarm) => alarm.kind === 'queueWaiting' && alarm.raised);
      await receiver.posts.first((alarm) => alarm.kind === 'agentNotReady' && alarm.raised);
      await changeState('kpatel', 8);
      await posted('agentFlapping', 'kpatel', true);

      const offline = simulator.goOffline();
      await posted('ccxOffline', 'ccx', true);
      offline.end();
      await posted('ccxOffline', 'ccx', false);

      simulator.dropLink();
      expect((await posted('sessionDown', 'session', true)).message).toMatch(/^The session is down: /);
      await posted('sessionDown', 'session', false);

      expect(await reporting.end()).toBe(0);
      expect(reporting.stderr.all).toEqual([]);
      // Each alarm alternates between raised and cleared, and the console shows what was posted.
      const last = new Map<string, boolean>();
      for (const { kind, subject, raised } of receiver.posts.all) {
        expect([kind, subject, last.get(`${kind} ${subject}`) ?? false]).toEqual([kind, subject, !raised]);
        last.set(`${kind} ${subject}`, raised);
      }
      const printed = reporting.stdout.all.filter((line) => /^\S+ {2}(ALARM|CLEAR)/.test(line));
      expect(printed).toEqual(
        receiver.posts.all.map(
          ({ at, raised, kind, subject, message }) =>
            `${at}  ${raised ? 'ALARM' : 'CLEAR'}  ${kind} ${subject}: ${message}`,
        ),
      );
      // No caller number is posted.
      expect(JSON.stringify(receiver.posts.all)).not.toContain('1555');
    },
  );

  it.each(runtimes)('prints help, and invalid options in one line, on %s', async (_, program, args) => {
    const help = start(program(), [...args, script, '--help']);
    await help.stdout.first((line) => line.includes('--not-ready-minutes <minutes>'));
    expect(await help.exited).toBe(0);
    const invalid = start(program(), [...args, script, '--interval', 'soon']);
    expect([await invalid.exited, invalid.stderr.all]).toEqual([
      2,
      ["reporting.ts: --interval must be a number from 0.1 to 3600, not 'soon'"],
    ]);
  });

  it.each(node)(
    'exits with 1 and the reason when a newer session replaces it, on %s',
    async (_, program, args) => {
      reporting = start(program(), [...args, script, '--ccx-port', String(port), '--interval', '0.2']);
      await reporting.stdout.first((line) => line.includes('ready on'));
      await using newer = createCtiClient({
        transport: tcp(),
        endpoints: [{ host: '127.0.0.1', port }],
        mode: bridgeMode({ clientId: 'reporting' }),
      });
      await newer.connect();
      expect(await reporting.exited).toBe(1);
      expect(reporting.stderr.all).toHaveLength(1);
      expect(reporting.stderr.all[0]).toMatch(/newer session/);
    },
  );
});
