/** How the relay sends events and replies: in which order, with which bytes, and what is encoded only once. */
import { type CtiMessage, createCodec } from 'rxcti/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Link, silentLogger } from '../../core/index.ts';
import type { Replica } from '../../relay/authorization/scope.ts';
import { createSessions, type Sessions } from '../../relay/sessions/sessions.ts';
import type { Upstream, UpstreamListener } from '../../relay/sessions/upstream.ts';
import { FakeClock } from './fake-clock.ts';

const codec = createCodec({ version: 17 });

/** The client end of a link. */
class TestClient {
  readonly sent: Uint8Array[] = [];
  readonly link: Link;
  #wake: (chunk: Uint8Array) => void = () => {};
  #next = this.#wait();

  constructor(onSend: (client: TestClient) => void = () => {}) {
    const read = async function* (this: TestClient): AsyncGenerator<Uint8Array> {
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

  get received(): readonly CtiMessage['type'][] {
    return this.sent.map((frame) => codec.decode(frame).type);
  }

  async send(message: CtiMessage): Promise<void> {
    this.#wake(codec.encode(message));
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }

  open(): Promise<void> {
    return this.send({
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

describe('sessions', () => {
  let name: string;
  let scheduled: (() => void)[];
  let emit: (message: CtiMessage) => void;
  let sessions: Sessions;

  beforeEach(() => {
    name = 'Sales';
    scheduled = [];
    let listener: UpstreamListener | undefined;
    let sequence = 0;
    const queues = { ...nothing, getSnapshot: () => new Map([[1, { queueId: 1, name, autoWork: false }]]) };
    const replica = {
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
        replica: replica as unknown as Replica,
        listen: (added: UpstreamListener) => {
          listener = added;
          return () => {};
        },
      } as unknown as Upstream,
      clock: new FakeClock(),
      logger: silentLogger,
      events: { observed: false, next: () => {} },
      batch: { schedule: (each) => void scheduled.push(each), flush: () => {} },
    });
    emit = (message) => listener?.event({ sequence: ++sequence, epoch: 'one', message });
  });

  const endTurn = (): void => {
    for (const each of scheduled.splice(0)) each();
  };

  async function connect(onSend?: (client: TestClient) => void): Promise<TestClient> {
    const made = new TestClient(onSend);
    sessions.serve(made.link, { role: 'admin', subject: 'admin' });
    await made.open();
    expect(made.received).toEqual(['OPEN_CONF']);
    made.sent.length = 0;
    return made;
  }

  it('get all events of a turn session by session, as the same bytes', async () => {
    const order: TestClient[] = [];
    const note = (client: TestClient): void => void order.push(client);
    const [first, second] = [await connect(note), await connect(note)];
    order.length = 0;
    emit(state('jdoe'));
    emit(state('asmith'));
    expect(order).toEqual([]);
    endTurn();
    expect(order.map((client) => (client === first ? 'first' : 'second'))).toEqual([
      'first',
      'first',
      'second',
      'second',
    ]);
    expect(second.sent[0]).toBe(first.sent[0]);
    expect(second.sent[1]).toBe(first.sent[1]);
    expect(codec.decode(first.sent[1] as Uint8Array)).toMatchObject({ agentId: 'asmith' });
  });

  it('get replies after the events that came before the request', async () => {
    const requester = await connect();
    emit(state('jdoe'));
    await requester.send({ type: 'CONFIG_REQUEST_KEY_EVENT' });
    expect(requester.received).toEqual(['AGENT_STATE_EVENT', 'CONFIG_KEY_EVENT']);
    endTurn();
    expect(requester.received).toHaveLength(2);
  });

  it('do not get events from before they were opened', async () => {
    const early = await connect();
    emit(state('jdoe'));
    const late = await connect();
    endTurn();
    expect(early.received).toEqual(['AGENT_STATE_EVENT']);
    expect(late.received).toEqual([]);
  });

  it('share the encoded configuration until it changes', async () => {
    const [first, second] = [await connect(), await connect()];
    const request = (client: TestClient): Promise<void> =>
      client.send({ type: 'CONFIG_REQUEST_EVENT', configurationMask: 0x2 });
    const queueIn = (client: TestClient): Uint8Array => client.sent.at(-2) as Uint8Array;
    await request(first);
    await request(second);
    expect(first.received).toEqual(['CONFIG_BEGIN_EVENT', 'CONFIG_CSQ_EVENT', 'CONFIG_END_EVENT']);
    expect(queueIn(second)).toBe(queueIn(first));

    name = 'Service';
    emit({ type: 'CONFIG_END_EVENT', status: 0 });
    endTurn();
    await request(second);
    expect(codec.decode(queueIn(second))).toMatchObject({ records: [{ csqName: 'Service' }] });
  });
});
