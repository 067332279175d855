import { type Codec, createCodec } from '../../core/protocol/codec.ts';
import { createFramer } from '../../core/protocol/framer.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import type { Link } from '../../core/transport.ts';
import { createMemoryNetwork, type MemoryListener, type MemoryNetwork } from '../../transports/memory.ts';
import type { FakeClock } from './fake-clock.ts';

type MessageNamed<Name extends CtiMessage['type']> = Extract<CtiMessage, { type: Name }>;

/** A server that tests script, on one endpoint of a memory network. */
export class ScriptedServer {
  readonly endpoint: { host: string; port: number };
  readonly listener: MemoryListener;
  /** All messages received, on all links. */
  readonly received: CtiMessage[] = [];
  readonly links: Link[] = [];
  /** The answer to OPEN_REQ; undefined for none. */
  onOpen: (open: MessageNamed<'OPEN_REQ'>) => CtiMessage | undefined;
  answersHeartbeats = true;
  answersClose = true;
  codec: Codec;

  constructor(network: MemoryNetwork, host: string, version = 17, lengthBytes?: 1 | 2) {
    this.endpoint = { host, port: 42027 };
    this.codec = createCodec({ version, ...(lengthBytes === undefined ? {} : { lengthBytes }) });
    const requests = createCodec({ version });
    this.onOpen = (open) => openConf(open);
    this.listener = network.listen(this.endpoint, (link) => {
      this.links.push(link);
      void this.#serve(link, requests);
    });
  }

  /** The link that was dialed last. */
  get link(): Link {
    const link = this.links.at(-1);
    if (link === undefined) throw new Error('nobody has dialed');
    return link;
  }

  send(message: CtiMessage): void {
    this.link.send(this.codec.encode(message));
  }

  /** The last received message of a type. */
  last<Name extends CtiMessage['type']>(type: Name): MessageNamed<Name> {
    const found = this.received.findLast((message) => message.type === type);
    if (found === undefined) throw new Error(`no ${type} came`);
    return found as MessageNamed<Name>;
  }

  count(type: CtiMessage['type']): number {
    return this.received.filter((message) => message.type === type).length;
  }

  async #serve(link: Link, requests: Codec): Promise<void> {
    const framer = createFramer();
    for await (const chunk of link.incoming) {
      for (const frame of framer.push(chunk)) this.#answer(link, requests.decode(frame));
    }
  }

  #answer(link: Link, message: CtiMessage): void {
    this.received.push(message);
    if (message.type === 'OPEN_REQ') {
      const answer = this.onOpen(message);
      if (answer !== undefined) link.send(this.codec.encode(answer));
    }
    if (message.type === 'HEARTBEAT_REQ' && this.answersHeartbeats) {
      link.send(this.codec.encode({ type: 'HEARTBEAT_CONF', invokeId: message.invokeId }));
    }
    if (message.type === 'TEAM_CONFIG_REQ') {
      link.send(this.codec.encode({ type: 'TEAM_CONFIG_CONF', invokeId: message.invokeId, status: 0 }));
    }
    if (message.type === 'CLOSE_REQ' && this.answersClose) {
      link.send(this.codec.encode({ type: 'CLOSE_CONF', invokeId: message.invokeId }));
    }
  }
}

/** Grants the requested services except configuration, so that a session is ready at once. */
export function openConf(
  open: MessageNamed<'OPEN_REQ'>,
  changes: Partial<MessageNamed<'OPEN_CONF'>> = {},
): MessageNamed<'OPEN_CONF'> {
  return {
    type: 'OPEN_CONF',
    invokeId: open.invokeId,
    servicesGranted: (open.servicesRequested & ~0x40000) >>> 0,
    ccxOnline: true,
    agentState: 0,
    ...changes,
  };
}

export function refuse(open: MessageNamed<'OPEN_REQ'>, status: number): CtiMessage {
  return { type: 'FAILURE_CONF', invokeId: open.invokeId, status };
}

/** A network with a scripted server per name. */
export function servers(
  clock: FakeClock,
  ...names: string[]
): { network: MemoryNetwork; nodes: ScriptedServer[] } {
  const network = createMemoryNetwork({ clock });
  return { network, nodes: names.map((name) => new ScriptedServer(network, name)) };
}
