/**
 * Who works in the simulated contact center and with what: agents, teams, queues, numbers to call.
 * @module
 */
import { AgentType } from 'rxcti/protocol';

/** An agent or supervisor as configured. */
export interface Person {
  /** Internal record id. */
  readonly recordId: number;
  readonly agentId: string;
  readonly password: string;
  firstName: string;
  lastName: string;
  /** Extension and, as CCX knows no other, instrument. */
  extension: string;
  readonly type: AgentType;
  teamId: number;
  csqIds: readonly number[];
  /** How well the person does what a CSQ is about, from 1 to 10, where that is not 5. Clients do not hear of it. */
  competence: ReadonlyMap<number, number>;
  /** Device name of the phone. */
  readonly terminal: string;
}

/**
 * Whom of its free agents a queue prefers. Among equals it is always the one who has been ready longest. Inferred: the
 * protocol does not show how CCX chooses; these are the choices of its administration that need no history.
 */
export type Selection = 'longest available' | 'most skilled' | 'least skilled';

/** A contact service queue. */
export interface QueueProfile {
  readonly csqId: number;
  name: string;
  description: string;
  /** Agents wrap up after a call of this queue. */
  autoWork: boolean;
  /** How long they may; undefined: as long as they like. */
  wrapUpSeconds: number | undefined;
  selection: Selection;
  /** The script takes a call out of the queue that has waited in it so long, and puts it into another one. */
  overflow: Overflow | undefined;
}

/** Where a call goes that has waited too long. */
export interface Overflow {
  readonly csqId: number;
  /** Above 0. */
  readonly afterSeconds: number;
}

/** A script behind a number that customers call; it puts its calls into one queue. */
export interface ApplicationProfile {
  readonly applicationId: number;
  readonly name: string;
  readonly description: string;
  readonly maxSessions: number;
  /** The route point. */
  readonly trigger: string;
  readonly csqId: number;
  /** Its calls' place in the queue, from 1 to 10, which comes first. */
  readonly priority: number;
}

/** An agent team. */
export interface TeamProfile {
  readonly teamId: number;
  readonly name: string;
}

/** The configuration of a contact center. */
export interface World {
  readonly people: Person[];
  readonly queues: QueueProfile[];
  readonly applications: ApplicationProfile[];
  readonly teams: readonly TeamProfile[];
  /** CTI ports, on which callers wait. */
  readonly ports: readonly string[];
}

/** How large a {@link World} is. */
export interface WorldSize {
  readonly agents: number;
  /** undefined: two of the first twelve, then every eleventh. */
  readonly supervisors: number | undefined;
  readonly agentsPerTeam: number;
  readonly queues: number;
  /** undefined: one to three, by turns. */
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
 * The two supervisors of the list above; in a larger center every eleventh or, where their number is given, evenly
 * spread, so that each team has its share.
 */
function isSupervisor(index: number, { agents, supervisors }: WorldSize): boolean {
  if (supervisors === undefined) return index === 11 || index % 11 === 10;
  return Math.floor(((index + 1) * supervisors) / agents) > Math.floor((index * supervisors) / agents);
}

/** Queue sets that agents have by turns; small ones first, so that the first agent is easy to follow. */
const queueSets: readonly (readonly number[])[] = [[0], [1], [0, 1], [2], [1, 2], [0, 1, 2]];

const queueNames = ['Sales', 'Support', 'Billing'];

/** Makes the configuration; the same size gives the same one. */
export function createWorld(size: WorldSize): World {
  const { agents, agentsPerTeam, queues, ports } = size;
  const teams = Math.max(2, Math.ceil(agents / agentsPerTeam));
  return {
    people: range(agents).map((index) => person(index, teams, size)),
    queues: range(queues).map((index) => {
      const name = queueNames[index] ?? `Queue ${index + 1}`;
      // Support's agents are ready again at once, the others wrap up.
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

function person(index: number, teams: number, size: WorldSize): Person {
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

/** The device name of somebody's phone. */
export const terminalOf = (recordId: number): string =>
  `SEP${(0x001122330000 + recordId).toString(16).toUpperCase().padStart(12, '0')}`;

/** Everybody in turn; supervisors whose number is given by themselves, from the last team on: it has the fewest agents. */
function teamOf(index: number, teams: number, size: WorldSize): number {
  const { agents, supervisors } = size;
  if (supervisors === undefined) return (index % teams) + 1;
  const before = Math.floor((index * supervisors) / agents);
  return isSupervisor(index, size) ? teams - (before % teams) : ((index - before) % teams) + 1;
}

/** Neighbors share some of their queues, and each queue has as many agents as any other. */
function queuesOf(index: number, { queues, queuesPerAgent }: WorldSize): readonly number[] {
  if (queues === 0) return [];
  const set = queueSets[index % queueSets.length] ?? [0];
  const turn = Math.floor(index / queueSets.length) * queueNames.length;
  const served =
    queuesPerAgent === undefined
      ? set.map((queue) => turn + queue)
      : range(queuesPerAgent).map((queue) => index * 13 + queue);
  return [...new Set(served.map((queue) => (queue % queues) + 1))];
}

/** Where the numbers of each kind begin, and how many there may be before they meet those of another one. */
const plan = {
  extension: { first: 2001, room: 4000 },
  port: { first: 6001, room: 999 },
  trigger: { first: 7000, room: 3000 },
} as const;

/** The number of a phone, port or trigger; larger centers have longer numbers. */
function numberOf(kind: keyof typeof plan, index: number, count: number): string {
  const { first, room } = plan[kind];
  return String((count <= room ? first : first * 1000) + index);
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
