/**
 * The configuration of a simulated contact center: agents, teams, queues, applications and their numbers.
 * @module
 */
import { AgentType } from 'rxcti/protocol';

/** An agent or supervisor as configured. */
export interface AgentConfig {
  /** Record id of the configuration messages. */
  readonly recordId: number;
  readonly agentId: string;
  readonly password: string;
  firstName: string;
  lastName: string;
  /** Extension and instrument: in CCX they are the same. */
  extension: string;
  readonly type: AgentType;
  teamId: number;
  csqIds: readonly number[];
  /** Competence levels by CSQID, 1 to 10; 5 for the others. Not sent to clients. */
  competence: ReadonlyMap<number, number>;
  /** Device name of the phone. */
  readonly terminal: string;
}

/**
 * How a queue selects among its ready agents; ties go to the one who has been ready longest. Inferred: the protocol does
 * not show it. These are the criteria of CCX's administration that need no call history.
 */
export type AgentSelection = 'longest available' | 'most skilled' | 'least skilled';

/** A contact service queue. */
export interface QueueConfig {
  readonly csqId: number;
  name: string;
  description: string;
  /** Whether agents go to work state after a call of this queue. */
  autoWork: boolean;
  /** Limit of the wrap-up; undefined: none. */
  wrapUpSeconds: number | undefined;
  selection: AgentSelection;
  /** Moves calls that wait too long to another queue. */
  overflow: QueueOverflow | undefined;
}

/** The overflow queue, and the wait after which calls go there. */
export interface QueueOverflow {
  readonly csqId: number;
  /** Seconds, above 0. */
  readonly afterSeconds: number;
}

/** A script behind a trigger. It puts its calls into one queue. */
export interface ApplicationConfig {
  readonly applicationId: number;
  readonly name: string;
  readonly description: string;
  readonly maxSessions: number;
  /** Number of the route point. */
  readonly trigger: string;
  readonly csqId: number;
  /** Priority of its calls in the queue: 1 to 10; 10 is served first. */
  readonly priority: number;
}

/** An agent team. */
export interface TeamConfig {
  readonly teamId: number;
  readonly name: string;
}

/** The configuration of a contact center. */
export interface Configuration {
  readonly agents: AgentConfig[];
  readonly queues: QueueConfig[];
  readonly applications: ApplicationConfig[];
  readonly teams: readonly TeamConfig[];
  /** Numbers of the CTI ports. */
  readonly ports: readonly string[];
}

/** The size of a {@link Configuration}. */
export interface ConfigurationSize {
  readonly agents: number;
  /** undefined: two of the first twelve, then every eleventh. */
  readonly supervisors: number | undefined;
  readonly agentsPerTeam: number;
  readonly queues: number;
  /** undefined: one to three in turn. */
  readonly queuesPerAgent: number | undefined;
  readonly ports: number;
  readonly password: string;
}

const names: readonly (readonly [string, string, string])[] = [
  ['jdoe', 'John', 'Doe'],
  ['asmith', 'Anna', 'Smith'],
  ['bwong', 'Bruce', 'Wong'],
  ['cgarcia', 'Carmen', 'García'],
  ['dmueller', 'Dieter', 'Müller'],
  ['eivanova', 'Elena', 'Ivanova'],
  ['fokafor', 'Femi', 'Okafor'],
  ['gtanaka', 'Gaku', 'Tanaka'],
  ['hsilva', 'Helena', 'Silva'],
  ['ijansen', 'Inge', 'Jansen'],
  ['kpatel', 'Kiran', 'Patel'],
  ['lnovak', 'Lucie', 'Nováková'],
];

/**
 * The two supervisors of the list above; in a larger center every eleventh agent or, where the number of supervisors is
 * given, evenly spread, so that each team gets some.
 */
function isSupervisor(index: number, { agents, supervisors }: ConfigurationSize): boolean {
  if (supervisors === undefined) return index === 11 || index % 11 === 10;
  return Math.floor(((index + 1) * supervisors) / agents) > Math.floor((index * supervisors) / agents);
}

/** Sets of queues that agents get in turn. The first agent has one queue only. */
const queueSets: readonly (readonly number[])[] = [[0], [1], [0, 1], [2], [1, 2], [0, 1, 2]];

const queueNames = ['Sales', 'Support', 'Billing'];

/** Creates a configuration. The same size gives the same configuration. */
export function createConfiguration(size: ConfigurationSize): Configuration {
  const { agents, agentsPerTeam, queues, ports } = size;
  const teams = Math.max(2, Math.ceil(agents / agentsPerTeam));
  return {
    agents: range(agents).map((index) => agentConfig(index, teams, size)),
    queues: range(queues).map((index) => {
      const name = queueNames[index] ?? `Queue ${index + 1}`;
      // Support has no automatic work, so that both cases occur.
      return {
        csqId: index + 1,
        name,
        description: `${name} calls`,
        autoWork: index !== 1,
        wrapUpSeconds: undefined,
        selection: 'longest available',
        overflow: undefined,
      };
    }),
    applications: range(queues).map((index) => ({
      applicationId: index + 1,
      name: `${(queueNames[index] ?? `queue${index + 1}`).toLowerCase()}-main`,
      description: 'greets and queues',
      maxSessions: ports,
      trigger: numberOf('trigger', index, queues),
      csqId: index + 1,
      priority: 1,
    })),
    teams: range(teams).map((index) => ({
      teamId: index + 1,
      name: `Team ${['North', 'South'][index] ?? index + 1}`,
    })),
    ports: range(ports).map((index) => numberOf('port', index, ports)),
  };
}

function agentConfig(index: number, teams: number, size: ConfigurationSize): AgentConfig {
  const number = index + 1;
  const [agentId, firstName, lastName] = names[index] ?? [`agent${number}`, 'Agent', String(number)];
  const supervisor = isSupervisor(index, size);
  return {
    recordId: number,
    agentId,
    password: size.password,
    firstName,
    lastName,
    extension: numberOf('extension', index, size.agents),
    type: supervisor ? AgentType.Supervisor : AgentType.Agent,
    teamId: teamOf(index, teams, size),
    csqIds: supervisor ? [] : queuesOf(index, size),
    competence: new Map(),
    terminal: terminalOf(number),
  };
}

/** The device name of an agent's phone. */
export const terminalOf = (recordId: number): string =>
  `SEP${(0x001122330000 + recordId).toString(16).toUpperCase().padStart(12, '0')}`;

/** Teams in turn. A given number of supervisors is counted separately, from the last team on: it has the fewest agents. */
function teamOf(index: number, teams: number, size: ConfigurationSize): number {
  const { agents, supervisors } = size;
  if (supervisors === undefined) return (index % teams) + 1;
  const before = Math.floor((index * supervisors) / agents);
  return isSupervisor(index, size) ? teams - (before % teams) : ((index - before) % teams) + 1;
}

/** Each queue has the same number of agents, and agents with neighboring numbers share some of their queues. */
function queuesOf(index: number, { queues, queuesPerAgent }: ConfigurationSize): readonly number[] {
  if (queues === 0) return [];
  const set = queueSets[index % queueSets.length] ?? [0];
  const offset = Math.floor(index / queueSets.length) * queueNames.length;
  const served =
    queuesPerAgent === undefined
      ? set.map((queue) => offset + queue)
      : range(queuesPerAgent).map((queue) => index * 13 + queue);
  return [...new Set(served.map((queue) => (queue % queues) + 1))];
}

/** First number of each kind, and how many fit before the next kind begins. */
const numberPlan = {
  extension: { first: 2001, count: 4000 },
  port: { first: 6001, count: 999 },
  trigger: { first: 7000, count: 3000 },
} as const;

/** The number of a phone, port or trigger. Large centers have longer numbers. */
function numberOf(kind: keyof typeof numberPlan, index: number, count: number): string {
  const { first, count: available } = numberPlan[kind];
  return String((count <= available ? first : first * 1000) + index);
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
