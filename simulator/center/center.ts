/**
 * What is true in the simulated contact center now.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import type { LocalConnectionState, NamedArrayElement, NamedVariable } from 'rxcti/protocol';
import { type Agent, createAgent } from './agents.ts';
import type { Load } from './load.ts';
import type { ApplicationProfile, QueueProfile, World } from './people.ts';
import type { Random } from './random.ts';
import type { ReadyAgents } from './routing.ts';
import type { Appointment, Schedule } from './schedule.ts';
import { createRecord, type QueueRecord } from './statistics.ts';

/** Who may hear of an event, before masks: bridge sessions, and the agent-mode sessions of these agents. */
export interface Audience {
  readonly bridge: boolean;
  readonly agents: readonly string[];
}

/** How far a call has come; from `offered` to `queued` only calls that were dialed to a trigger. */
export type CallStage =
  | 'dialing'
  | 'failed'
  | 'offered'
  | 'greeted'
  | 'queued'
  | 'ringing'
  | 'connected'
  | 'held';

/** A phone, CTI port, route point, queue or number of the public network. */
export interface Device {
  readonly id: string;
  /** A DeviceType. */
  readonly type: number;
}

/** One device's part in one call. */
export interface Party extends Device {
  /** Whose phone it is; undefined for CTI ports and numbers outside. */
  agent: Agent | undefined;
  /** Transfers and conferences move a party to another call. */
  call: Call;
  state: LocalConnectionState;
  /** CallID of the call whose voices the phone hears and joins; undefined on hold and before it answers. */
  hearsCall: number | undefined;
  /** Who adds this one to a call of others, in a single step: when he answers, the call is a conference. */
  addedBy: Device | undefined;
  /** What this party does next by itself: answer, hang up, hold. */
  plan: Appointment | undefined;
}

/** The texts that travel with a call. */
export const callTexts = [
  'ani',
  'callerEnteredDigits',
  'callVariable1',
  'callVariable2',
  'callVariable3',
  'callVariable4',
  'callVariable5',
  'callVariable6',
  'callVariable7',
  'callVariable8',
  'callVariable9',
  'callVariable10',
  'callWrapupData',
] as const;

/** One of {@link callTexts}. */
export type CallText = (typeof callTexts)[number];

/** The data that travel with a call. */
export type CallData = { readonly [Text in CallText]?: string } & {
  readonly namedVariables: readonly NamedVariable[];
  readonly namedArrays: readonly NamedArrayElement[];
};

/** What a call has to do with a queue. */
export interface QueueVisit {
  readonly application: ApplicationProfile;
  /** The CSQ in which the call waits or waited. */
  csqId: number;
  /** When it will be put into another one. */
  overflow: Appointment | undefined;
  /** The CTI port on which the caller waits. It is free again once an agent has answered. */
  readonly port: string;
  stage: 'offered' | 'greeted' | 'queued' | 'ringing' | 'served';
  /** The center's time of the call's arrival, by which it has its place in the queue. */
  readonly arrivedAt: number;
  /** From 1 to 10: calls of a higher priority come first. */
  readonly priority: number;
  queuedAt: number | undefined;
  answeredAt: number | undefined;
  answeredBy: Agent | undefined;
  /** How long the caller waits, in seconds; undefined: for ever. */
  readonly patienceSeconds: number | undefined;
  /** When the caller will hang up for want of an answer. */
  patience: Appointment | undefined;
}

/** A call that is going on; ended calls are forgotten. */
export interface Call {
  /** A conference gets a new one. */
  callId: number;
  /** A CallType, as bridge clients were told. */
  type: number;
  readonly calling: Device;
  readonly called: Device;
  /** The device with which the call began for bridge clients. */
  readonly origin: string;
  data: CallData;
  readonly parties: Party[];
  /** The CSQ of its events: a consultation has that of the call it is about. */
  csqId: number;
  visit: QueueVisit | undefined;
  /** The held call that a consultation is about. */
  readonly consultOf: Call | undefined;
  /** Snapshots come without the data: another node has taken over and does not know them. */
  forgotten: boolean;
  readonly random: Random;
  readonly startedAt: number;
}

/** The state of a center and what its parts need to act on it. */
export interface Center {
  readonly world: World;
  readonly schedule: Schedule;
  readonly random: Random;
  /** What customers do who call by themselves. */
  load: Load;
  /** Who answers ringing phones by themselves: agents whom no client drives, nobody, or all. */
  readonly autoAnswer: boolean | 'always';
  readonly agents: Map<string, Agent>;
  /** The agents whose extension it is; more than one may be configured with it. */
  readonly phones: Map<string, readonly Agent[]>;
  /** By CSQ. */
  readonly queues: Map<number, QueueProfile>;
  readonly ready: ReadyAgents;
  /** By CallID. */
  readonly calls: Map<number, Call>;
  /** Calls that wait, oldest first, by CSQ. */
  readonly waiting: Map<number, Call[]>;
  readonly freePorts: string[];
  /** What became of the calls of each CSQ. */
  readonly records: Map<number, QueueRecord>;
  /** Calls from outside since the start, with those that found no free port. */
  arrived: number;
  /** Calls that clients and drivers made. */
  made: number;
  /** CallIDs given out. */
  numbered: number;
  publish(event: CtiMessage, audience: Audience): void;
  /** Whether an agent-mode session is open for the agent. */
  attended(agentId: string): boolean;
  /** Told after each change of an agent's state: queues and habits follow it. */
  changed(agent: Agent): void;
}

/** What a center is made of. */
export interface CenterParts {
  readonly world: World;
  readonly schedule: Schedule;
  readonly random: Random;
  readonly load: Load;
  readonly autoAnswer: boolean | 'always';
  readonly publish: Center['publish'];
  readonly attended: Center['attended'];
}

/** Makes a center before its first call. */
export function createCenter(parts: CenterParts): Center {
  const { world, random } = parts;
  const agents = world.people.map((person) => createAgent(person, random.fork(person.agentId)));
  const phones = new Map<string, Agent[]>();
  for (const agent of agents) {
    const { extension } = agent.person;
    phones.set(extension, [...(phones.get(extension) ?? []), agent]);
  }
  return {
    ...parts,
    agents: new Map(agents.map((agent) => [agent.person.agentId, agent])),
    phones,
    queues: new Map(world.queues.map((queue) => [queue.csqId, queue])),
    ready: new Map(),
    calls: new Map(),
    waiting: new Map(world.queues.map(({ csqId }) => [csqId, []])),
    freePorts: [...world.ports],
    records: new Map(world.queues.map(({ csqId }) => [csqId, createRecord()])),
    arrived: 0,
    made: 0,
    numbered: 0,
    changed: () => {},
  };
}
