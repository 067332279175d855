import { CtiError } from '../../core/errors.ts';
import { type Codec, createCodec } from '../../core/protocol/codec.ts';
import { createFramer } from '../../core/protocol/framer.ts';
import type { CtiMessage, OpenReq } from '../../core/protocol/generated/messages.ts';
import type { Grant } from '../../core/server/grant.ts';
import type { Refusal } from '../../core/server/refusal.ts';
import type {
  ServerHost,
  ServerSession,
  ServerSessionEnd,
  ServerSessionOptions,
} from '../../core/server/server-host.ts';
import { createServerSession } from '../../core/server/server-session.ts';
import type { Link, LinkClosed } from '../../core/transport.ts';
import { FakeClock, settle } from './fake-clock.ts';

/** Bytes from hex; text after `//` is a comment. */
export function bytes(hex: string): Uint8Array {
  const digits = hex.replace(/\/\/.*$/gm, '').replace(/\s/g, '');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** A frame from a MessageTypeID and a body in hex. */
export function frame(type: number, body: string): Uint8Array {
  const content = bytes(body);
  const whole = new Uint8Array(8 + content.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, content.length);
  view.setUint32(4, type);
  whole.set(content, 8);
  return whole;
}

const openFields = {
  invokeId: '0000 0001',
  versionNumber: '0000 0011', // 17
  idleTimeout: '0000 0028', // 40 s
  reserved0: '0000 0000',
  servicesRequested: '0004 0096', // bridge, data update, control, supervisor, configuration
  callMsgMask: '007f ffff',
  agentStateMask: '0000 3fff',
  configMsgMask: '0000 000f',
  reserved1: '0000 0000',
  reserved2: '0000 0000',
  reserved3: '0000 0000',
  clientId: '01 05 7465737400', // "test"
  clientPassword: '02 00',
  more: '',
};

/** An OPEN_REQ from fields in hex; by default a valid one of version 17. */
export function openReq(fields: Partial<typeof openFields> = {}): Uint8Array {
  return frame(3, Object.values({ ...openFields, ...fields }).join(''));
}

/** A link whose peer is the test. */
class TestLink implements Link {
  readonly endpoint = { host: 'test', port: 1 };
  readonly bufferedAmount = 0;
  readonly closed: Promise<LinkClosed>;
  /** Chunks in the order in which they were sent. */
  readonly sent: Uint8Array[] = [];
  /** How the link was ended locally. */
  ended: 'closed' | 'aborted' | undefined;
  #resolve: (how: LinkClosed) => void = () => {};
  #queue: Uint8Array[] = [];
  #wake: () => void = () => {};
  #over = false;

  constructor() {
    this.closed = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** The peer sends. */
  push(...chunks: readonly Uint8Array[]): void {
    this.#queue.push(...chunks);
    this.#wake();
  }

  /** The peer closes. */
  lose(): void {
    this.#finish({ reason: 'peer', wasClean: true });
  }

  readonly incoming: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        while (this.#queue.length === 0 && !this.#over) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
        const value = this.#queue.shift();
        return value === undefined ? { done: true, value: undefined } : { done: false, value };
      },
    }),
  };

  send(chunk: Uint8Array): void {
    if (this.#over) throw new CtiError('LINK_CLOSED', 'the test link is closed', this.endpoint);
    this.sent.push(chunk);
  }

  async close(): Promise<void> {
    this.ended ??= 'closed';
    this.#finish({ reason: 'local', wasClean: true });
  }

  abort(): void {
    this.ended ??= 'aborted';
    this.#finish({ reason: 'aborted', wasClean: false });
  }

  #finish(how: LinkClosed): void {
    if (this.#over) return;
    this.#over = true;
    this.#resolve(how);
    this.#wake();
  }
}

/** A client that sends and receives messages over a link. */
export class TestClient {
  readonly link = new TestLink();
  readonly codec: Codec;
  readonly #framer = createFramer({ maxBodyBytes: 1 << 20 });
  #taken = 0;

  constructor(version = 17, lengthBytes?: 1 | 2) {
    this.codec = createCodec({ version, ...(lengthBytes === undefined ? {} : { lengthBytes }) });
  }

  send(...messages: readonly CtiMessage[]): void {
    this.link.push(...messages.map((message) => this.codec.encode(message)));
  }

  open(fields: Partial<OpenReq> = {}): void {
    this.send({
      type: 'OPEN_REQ',
      invokeId: 1,
      versionNumber: this.codec.version,
      idleTimeout: 40,
      servicesRequested: 0x40096,
      // Every event except those of RTP streams.
      callMsgMask: 0x1fffff,
      agentStateMask: 0x3fff,
      configMsgMask: this.codec.version >= 18 ? 0x1f : 0xf,
      clientId: 'test',
      clientPassword: new Uint8Array(0),
      ...fields,
    });
  }

  /** The messages received since the last call. */
  take(): CtiMessage[] {
    const chunks = this.link.sent.slice(this.#taken);
    this.#taken = this.link.sent.length;
    return chunks.flatMap((chunk) => this.#framer.push(chunk)).map((whole) => this.codec.decode(whole));
  }

  /** The same after sent messages were handled. */
  async answers(): Promise<CtiMessage[]> {
    await settle();
    return this.take();
  }
}

/** A host that grants everything and records requests. */
export class TestHost implements ServerHost {
  answer: Grant | Refusal = { services: 0xffffffff, online: true };
  readonly opens: OpenReq[] = [];
  readonly requests: CtiMessage[] = [];
  readonly ends: ServerSessionEnd[] = [];
  heartbeatAnswer: ReturnType<NonNullable<ServerHost['heartbeat']>> = 'confirm';

  accept(open: OpenReq): Grant | Refusal {
    this.opens.push(open);
    return this.answer;
  }

  heartbeat(): ReturnType<NonNullable<ServerHost['heartbeat']>> {
    return this.heartbeatAnswer;
  }

  request(message: CtiMessage): void {
    this.requests.push(message);
  }

  ended(_session: ServerSession, reason: ServerSessionEnd): void {
    this.ends.push(reason);
  }
}

/** A session with a test client and a test host. */
export function serve(
  options: Partial<ServerSessionOptions> = {},
  client: TestClient = new TestClient(),
): {
  readonly client: TestClient;
  readonly host: TestHost;
  readonly clock: FakeClock;
  readonly session: ServerSession;
} {
  const host = new TestHost();
  const clock = new FakeClock();
  const session = createServerSession({ link: client.link, host, clock, ...options });
  return { client, host, clock, session };
}
