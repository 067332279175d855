/** How the relay hands events and answers round: in which order, with which bytes, and what it makes only once. */
import { type CtiMessage, createCodec } from 'rxcti/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Call, type Link, silentLogger } from '../../core/index.ts';
import type { Replica } from '../../relay/authorization/scope.ts';
import { createCallsAt } from '../../relay/sessions/calls-at-device.ts';
import { createSessions, type Sessions } from '../../relay/sessions/sessions.ts';
import type { Upstream, UpstreamListener } from '../../relay/sessions/upstream.ts';
import { FakeClock } from './fake-clock.ts';

const codec = createCodec({ version: 17 });

/** A browser's end of a link: what it is sent, and a way to ask. */
class Page {
  readonly sent: Uint8Array[] = [];
  readonly link: Link;
  #wake: (chunk: Uint8Array) => void = () => {};
  #next = this.#wait();

  constructor(onSend: (page: Page) => void = () => {}) {
    const read = async function* (this: Page): AsyncGenerator<Uint8Array> {
      for (;;) {
        const chunk = await this.#next;
        this.#next = this.#wait();
        yield chunk;
      }
    }.bind(this);
    this.link = {
      endpoint: { host: 'page', port: 1 },
      bufferedAmount: 0,
      incoming: read(),
      closed: new Promise(() => {}),
      send: (bytes) => {
        this.sent.push(bytes);
        onSend(this);
      },
      close: async () => {},
      abort: () => {},
    };
  }

  get heard(): readonly CtiMessage['type'][] {
    return this.sent.map((frame) => codec.decode(frame).type);
  }

  async ask(message: CtiMessage): Promise<void> {
    this.#wake(codec.encode(message));
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }

  open(): Promise<void> {
    return this.ask({
      type: 'OPEN_REQ',
      invokeId: 1,
      versionNumber: 17,
      idleTimeout: 60,
      servicesRequested: 0x10 | 0x40000,
      callMsgMask: 0xffffff,
      agentStateMask: 0x3fff,
      configMsgMask: 0xf,
      clientId: 'page',
      clientPassword: new Uint8Array(1),
    });
  }

  #wait(): Promise<Uint8Array> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

const nothing = { getSnapshot: () => new Map(), get: () => undefined };

function state(agentId: string): CtiMessage {
  return {
    type: 'AGENT_STATE_EVENT',
    csqState: 0,
    stateDuration: 0,
    csqId: 0,
    agentState: 3,
    eventReasonCode: 0,
    agentId,
    agentExtension: '2001',
    agentInstrument: '2001',
    nextAgentState: 0xffff,
  };
}

describe('the relay’s sessions', () => {
  let name: string;
  let scheduled: (() => void)[];
  let tell: (message: CtiMessage) => void;
  let sessions: Sessions;

  beforeEach(() => {
    name = 'Sales';
    scheduled = [];
    let listener: UpstreamListener | undefined;
    let sequence = 0;
    const queues = { ...nothing, getSnapshot: () => new Map([[1, { queueId: 1, name, autoWork: false }]]) };
    const mirror = {
      agents: nothing,
      calls: nothing,
      queues,
      teams: nothing,
      devices: nothing,
      terminals: nothing,
      applications: nothing,
      saveConfiguration: () => ({ keys: { csq: '0000000000000001' }, agents: [] }),
    };
    sessions = createSessions({
      upstream: {
        epoch: 'one',
        version: 17,
        isReady: true,
        sequence: 0,
        mirror: mirror as unknown as Replica,
        listen: (added: UpstreamListener) => {
          listener = added;
          return () => {};
        },
      } as unknown as Upstream,
      clock: new FakeClock(),
      logger: silentLogger,
      events: { observed: false, next() {} },
      batch: { schedule: (each) => void scheduled.push(each), flush: () => {} },
    });
    tell = (message) => listener?.frame({ sequence: ++sequence, epoch: 'one', message });
  });

  const endTurn = (): void => {
    for (const each of scheduled.splice(0)) each();
  };

  async function page(onSend?: (page: Page) => void): Promise<Page> {
    const made = new Page(onSend);
    sessions.serve(made.link, { role: 'admin', subject: 'admin' });
    await made.open();
    expect(made.heard).toEqual(['OPEN_CONF']);
    made.sent.length = 0;
    return made;
  }

  it('are handed all events of a turn one session after the other, as the same bytes', async () => {
    const order: Page[] = [];
    const note = (one: Page): void => void order.push(one);
    const [first, second] = [await page(note), await page(note)];
    order.length = 0;
    tell(state('jdoe'));
    tell(state('asmith'));
    expect(order).toEqual([]);
    endTurn();
    expect(order.map((one) => (one === first ? 'first' : 'second'))).toEqual([
      'first',
      'first',
      'second',
      'second',
    ]);
    expect(second.sent[0]).toBe(first.sent[0]);
    expect(second.sent[1]).toBe(first.sent[1]);
    expect(codec.decode(first.sent[1] as Uint8Array)).toMatchObject({ agentId: 'asmith' });
  });

  it('are answered behind the events that came before the question', async () => {
    const asker = await page();
    tell(state('jdoe'));
    await asker.ask({ type: 'CONFIG_REQUEST_KEY_EVENT' });
    expect(asker.heard).toEqual(['AGENT_STATE_EVENT', 'CONFIG_KEY_EVENT']);
    endTurn();
    expect(asker.heard).toHaveLength(2);
  });

  it('do not hear what came before they were opened', async () => {
    const early = await page();
    tell(state('jdoe'));
    const late = await page();
    endTurn();
    expect(early.heard).toEqual(['AGENT_STATE_EVENT']);
    expect(late.heard).toEqual([]);
  });

  it('share the bytes of the configuration until it changes', async () => {
    const [first, second] = [await page(), await page()];
    const ask = (one: Page): Promise<void> =>
      one.ask({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 0x2 });
    const queueIn = (one: Page): Uint8Array => one.sent.at(-2) as Uint8Array;
    await ask(first);
    await ask(second);
    expect(first.heard).toEqual(['CONFIG_BEGIN_EVENT', 'CONFIG_CSQ_EVENT', 'CONFIG_END_EVENT']);
    expect(queueIn(second)).toBe(queueIn(first));

    name = 'Service';
    tell({ type: 'CONFIG_END_EVENT', status: 0 });
    endTurn();
    await ask(second);
    expect(codec.decode(queueIn(second))).toMatchObject({ records: [{ csqName: 'Service' }] });
  });
});

describe('the calls at a device', () => {
  const call = (id: number, devices: readonly string[], endedAt?: number): Call =>
    ({ id, endedAt, connections: new Map(devices.map((deviceId) => [deviceId, { deviceId }])) }) as never;

  it('are found by any of its parties, follow the mirror, and leave out what is over', () => {
    let calls = new Map(
      [call(1, ['2001', '2002']), call(2, ['2002']), call(3, ['2001'], 5)].map((c) => [c.id, c]),
    );
    const at = createCallsAt({ calls: { getSnapshot: () => calls } } as unknown as Replica);
    const ids = (device: string): readonly number[] => at(device).map(({ id }) => id);
    expect([ids('2001'), ids('2002'), ids('2003')]).toEqual([[1], [1, 2], []]);
    calls = new Map([[4, call(4, ['2003'])]]);
    expect([ids('2001'), ids('2003')]).toEqual([[], [4]]);
  });
});
