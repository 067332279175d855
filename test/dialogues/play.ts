/**
 * Plays a dialogue with the simulator, and tells what is otherwise than it says.
 */

import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { toHex } from '../../core/protocol/strings.ts';
import { createSimulator, type Simulator } from '../../simulator/index.ts';
import { FakeClock } from '../unit/fake-clock.ts';
import { TestClient } from '../unit/server-harness.ts';
import { openClient } from '../unit/simulator-harness.ts';
import { deeds } from './deeds.ts';
import type { Content, Dialogue, Expected, Step } from './read.ts';

/** Where a dialogue is played. */
export interface Stage {
  readonly simulator: Simulator;
  readonly clock: FakeClock;
  readonly clients: Map<string, TestClient>;
}

interface Heard {
  readonly message: CtiMessage;
  readonly frame: Uint8Array | undefined;
}

/** The deed after which the dialogue proper begins. */
const forget = 'what they heard is forgotten';

/** Everything that is wrong; nothing for a dialogue that goes as written. */
export async function play(dialogue: Dialogue): Promise<readonly string[]> {
  const stage = await setUp(dialogue);
  const names = new Map<string, unknown>();
  const heard = new Map<string, Heard[]>();
  const wrong: string[] = [];

  const listen = async (): Promise<void> => {
    for (const [who, client] of stage.clients) {
      const line = (heard.get(who) ?? []) as Heard[];
      heard.set(who, line);
      const messages = await client.answers();
      const frames = client.link.sent.slice(-messages.length);
      messages.forEach((message, index) => {
        if (message.type !== 'HEARTBEAT_CONF' || who === 'client')
          line.push({ message, frame: frames[index] });
      });
    }
  };

  for (const step of dialogue.steps) {
    if (step.kind === 'deed') await deed(step, stage);
    else if (step.kind === 'sends') send(step.content, clientOf(stage, step.who), names);
    await listen();
    if (step.kind === 'deed' && step.words === forget) heard.clear();
    if (step.kind !== 'hears') continue;
    for (const who of step.who) {
      const what = difference(step.content, heard.get(who)?.shift(), names);
      if (what !== undefined) wrong.push(`line ${step.line}, ${who}: ${what}`);
    }
    if (wrong.length > 0) return wrong;
  }
  for (const [who, left] of heard)
    for (const { message } of left) wrong.push(`${who} hears ${message.type} in the end`);
  return wrong;
}

async function setUp({ clients }: Dialogue): Promise<Stage> {
  const clock = new FakeClock();
  const simulator = createSimulator({ clock, callsPerHour: 0, autoAnswer: false });
  simulator.start();
  const stage: Stage = { simulator, clock, clients: new Map() };
  // Who is logged in decides what is told: everybody is out, and a dialogue brings in whom it needs.
  for (const { agentId, state } of simulator.snapshot().agents)
    if (state !== 1) await simulator.agent(agentId).logout();
  for (const who of clients) {
    if (who !== 'client') {
      const fields = who === 'bridge' ? { clientId: who } : { servicesRequested: 0x7, agentExtension: who };
      stage.clients.set(who, await openClient(simulator, fields));
    }
  }
  return stage;
}

async function deed(step: Step & { kind: 'deed' }, stage: Stage): Promise<void> {
  for (const [pattern, act] of deeds) {
    const words = pattern.exec(step.words);
    if (words === null) continue;
    await act(stage, words.slice(1));
    return;
  }
  throw new Error(`line ${step.line}: nobody knows how "${step.words}" is done`);
}

/** Who has no session yet connects when there is something to say. */
function clientOf({ clients, simulator }: Stage, who: string): TestClient {
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
  for (const [path, field] of content.fields) put(message, path.split('.'), worthOf(field, names));
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

function worthOf(field: Expected, names: Map<string, unknown>): unknown {
  if (field.kind === 'value') return field.value;
  if (field.kind === 'name' && names.has(field.name)) return names.get(field.name);
  throw new Error('a message that is sent has no open values');
}

/** What a message is that it should not be. */
function difference(
  content: Content,
  heard: Heard | undefined,
  names: Map<string, unknown>,
): string | undefined {
  const message = heard?.message;
  if ('bytes' in content) {
    const [wanted, got] = [hex(content.bytes), hex(heard?.frame)];
    return wanted === got ? undefined : `${got} instead of ${wanted}`;
  }
  if (message?.type !== content.type) return `${message?.type ?? 'nothing'} instead of ${content.type}`;
  for (const [path, field] of content.fields) {
    const got = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], message);
    if (field.kind === 'anything') continue;
    if (field.kind === 'name' && !names.has(field.name)) names.set(field.name, got);
    const wanted = worthOf(field, names);
    if (got !== wanted)
      return `${content.type}.${path} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`;
  }
  return undefined;
}

const hex = (bytes: Uint8Array | undefined): string => toHex(bytes ?? new Uint8Array());
