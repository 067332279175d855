/**
 * What is true in the simulated contact centre now.
 * @module
 */
import type { NamedVariable } from '../../core/protocol/data-types.ts';
import type { CtiMessage } from '../../core/protocol/generated/messages.ts';
import { type Agent, createAgent } from './agents.ts';
import type { ApplicationProfile, World } from './people.ts';
import type { Random } from './random.ts';
import type { Appointment, Schedule } from './schedule.ts';

/** Who may hear of an event, before masks: bridge sessions, and the agent-mode sessions of these agents. */
export interface Audience {
  readonly bridge: boolean;
  readonly agents: readonly string[];
}

/** How far an inbound call has come. */
export type CallStage = 'offered' | 'greeted' | 'queued' | 'ringing' | 'connected' | 'held';

/** A call that is going on; ended calls are forgotten. */
export interface Call {
  readonly callId: number;
  readonly ani: string;
  readonly application: ApplicationProfile;
  /** The CTI port on which the caller waits. It is free again once an agent has answered. */
  readonly port: string;
  readonly callVariable1: string;
  readonly callVariable2: string;
  readonly namedVariables: readonly NamedVariable[];
  readonly random: Random;
  readonly startedAt: number;
  stage: CallStage;
  /** The agent whose phone it rings at or who has answered. */
  agent: Agent | undefined;
  /** When the caller will hang up for want of an answer. */
  patience: Appointment | undefined;
  /** What happens to the call next. */
  next: Appointment | undefined;
}

/** The state of a centre and what its parts need to act on it. */
export interface Centre {
  readonly world: World;
  readonly schedule: Schedule;
  readonly random: Random;
  readonly callsPerHour: number;
  readonly agents: ReadonlyMap<string, Agent>;
  /** By CallID. */
  readonly calls: Map<number, Call>;
  /** Calls that wait, oldest first, by CSQ. */
  readonly waiting: ReadonlyMap<number, Call[]>;
  readonly freePorts: string[];
  /** Calls since the start, with those that found no free port. */
  arrived: number;
  publish(event: CtiMessage, audience: Audience): void;
  /** Told after each change of an agent's state: queues and habits follow it. */
  changed(agent: Agent): void;
}

/** What a centre is made of. */
export interface CentreParts {
  readonly world: World;
  readonly schedule: Schedule;
  readonly random: Random;
  readonly callsPerHour: number;
  readonly publish: Centre['publish'];
}

/** Makes a centre before its first call. */
export function createCentre(parts: CentreParts): Centre {
  const { world, random } = parts;
  return {
    ...parts,
    agents: new Map(
      world.people.map((person) => [person.agentId, createAgent(person, random.fork(person.agentId))]),
    ),
    calls: new Map(),
    waiting: new Map(world.queues.map(({ csqId }) => [csqId, []])),
    freePorts: [...world.ports],
    arrived: 0,
    changed: () => {},
  };
}
