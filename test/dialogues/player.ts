/**
 * Runs a dialogue against the simulator and reports differences.
 */
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { toHex } from '../../core/protocol/strings.ts';
import { createSimulator } from '../../simulator/index.ts';
import { FakeClock } from '../unit/fake-clock.ts';
import { TestClient } from '../unit/server-harness.ts';
import { openClient } from '../unit/simulator-harness.ts';
import { actions, type DialogueContext } from './actions.ts';
import type { Content, Dialogue, Expected, Step } from './parser.ts';

interface Received {
  readonly message: CtiMessage;
  readonly frame: Uint8Array | undefined;
}

/** The action that ends the setup of a dialogue. */
const discard = 'received messages are discarded';

/** All differences; empty if the dialogue matches. */
export async function play(dialogue: Dialogue): Promise<readonly string[]> {
  const context = await setUp(dialogue);
  const names = new Map<string, unknown>();
  const received = new Map<string, Received[]>();
  const differences: string[] = [];

  const collect = async (): Promise<void> => {
    for (const [who, client] of context.clients) {
      const line = (received.get(who) ?? []) as Received[];
      received.set(who, line);
      const messages = await client.answers();
      const frames = client.link.sent.slice(-messages.length);
      messages.forEach((message, index) => {
        if (message.type !== 'HEARTBEAT_CONF' || who === 'client')
          line.push({ message, frame: frames[index] });
      });
    }
  };

  for (const step of dialogue.steps) {
    if (step.kind === 'action') await runAction(step, context);
    else if (step.kind === 'sends') send(step.content, clientOf(context, step.who), names);
    await collect();
    if (step.kind === 'action' && step.words === discard) received.clear();
    if (step.kind !== 'receives') continue;
    for (const who of step.who) {
      const what = difference(step.content, received.get(who)?.shift(), names);
      if (what !== undefined) differences.push(`line ${step.line}, ${who}: ${what}`);
    }
    if (differences.length > 0) return differences;
  }
  for (const [who, left] of received)
    for (const { message } of left) differences.push(`${who} also receives ${message.type}`);
  return differences;
}

async function setUp({ clients }: Dialogue): Promise<DialogueContext> {
  const clock = new FakeClock();
  const simulator = createSimulator({ clock, callsPerHour: 0, autoAnswer: false });
  simulator.start();
  const context: DialogueContext = { simulator, clock, clients: new Map() };
  // All agents are logged out first; a dialogue logs in the agents that it needs.
  for (const { agentId, state } of simulator.snapshot().agents)
    if (state !== 1) await simulator.agent(agentId).logout();
  for (const who of clients) {
    if (who !== 'client') {
      const fields = who === 'bridge' ? { clientId: who } : { servicesRequested: 0x7, agentExtension: who };
      context.clients.set(who, await openClient(simulator, fields));
    }
  }
  return context;
}

async function runAction(step: Step & { kind: 'action' }, context: DialogueContext): Promise<void> {
  for (const [pattern, action] of actions) {
    const words = pattern.exec(step.words);
    if (words === null) continue;
    await action(context, words.slice(1));
    return;
  }
  throw new Error(`line ${step.line}: unknown action "${step.words}"`);
}

/** A client without a session connects with its first message. */
function clientOf({ clients, simulator }: DialogueContext, who: string): TestClient {
  const known = clients.get(who);
  if (known !== undefined) return known;
  const client = new TestClient();
  simulator.attach(client.link);
  clients.set(who, client);
  return client;
}

function send(content: Content, client: TestClient, names: Map<string, unknown>): void {
  if ('bytes' in content) {
    client.link.push(content.bytes);
    return;
  }
  const message: Record<string, unknown> = { type: content.type };
  for (const [path, field] of content.fields) put(message, path.split('.'), resolveValue(field, names));
  client.send(message as unknown as CtiMessage);
}

function put(into: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[key] = value;
  else {
    const inner = into[key] ?? (/^\d+$/.test(rest[0] ?? '') ? [] : {});
    into[key] = inner;
    put(inner as Record<string, unknown>, rest, value);
  }
}

function resolveValue(field: Expected, names: Map<string, unknown>): unknown {
  if (field.kind === 'value') return field.value;
  if (field.kind === 'name' && names.has(field.name)) return names.get(field.name);
  throw new Error('a message to be sent needs all values');
}

/** The difference between an expected and a received message. */
function difference(
  content: Content,
  received: Received | undefined,
  names: Map<string, unknown>,
): string | undefined {
  const message = received?.message;
  if ('bytes' in content) {
    const [expected, actual] = [hex(content.bytes), hex(received?.frame)];
    return expected === actual ? undefined : `${actual} instead of ${expected}`;
  }
  if (message?.type !== content.type) return `${message?.type ?? 'nothing'} instead of ${content.type}`;
  for (const [path, field] of content.fields) {
    const got = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], message);
    if (field.kind === 'any') continue;
    if (field.kind === 'name' && !names.has(field.name)) names.set(field.name, got);
    const wanted = resolveValue(field, names);
    if (got !== wanted)
      return `${content.type}.${path} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`;
  }
  return undefined;
}

const hex = (bytes: Uint8Array | undefined): string => toHex(bytes ?? new Uint8Array());
