/**
 * People and queues that come and go while the centre is open.
 * @module
 */
import { type Agent, createAgent } from './agents.ts';
import type { Centre } from './centre.ts';
import { type ApplicationProfile, type Person, type QueueProfile, terminalOf } from './people.ts';
import { relist } from './routing.ts';
import { createRecord } from './statistics.ts';

/** A new agent, logged out. */
export function hire(centre: Centre, how: Omit<Person, 'recordId' | 'terminal' | 'competence'>): Agent {
  const { people } = centre.world;
  const recordId = Math.max(0, ...people.map((person) => person.recordId)) + 1;
  const person: Person = { ...how, recordId, competence: new Map(), terminal: terminalOf(recordId) };
  const agent = createAgent(person, centre.random.fork(person.agentId));
  // Whoever is not at work today comes only when somebody logs him in.
  agent.onShift = false;
  people.push(person);
  centre.agents.set(person.agentId, agent);
  centre.phones.set(person.extension, [...(centre.phones.get(person.extension) ?? []), agent]);
  return agent;
}

/** An agent is no more. He must be logged out and on no call. */
export function dismiss(centre: Centre, agent: Agent): void {
  const { person } = agent;
  centre.schedule.cancel(agent.plan);
  relist(centre.ready, agent);
  centre.agents.delete(person.agentId);
  const others = (centre.phones.get(person.extension) ?? []).filter((other) => other !== agent);
  if (others.length > 0) centre.phones.set(person.extension, others);
  else centre.phones.delete(person.extension);
  centre.world.people.splice(centre.world.people.indexOf(person), 1);
}

/** A queue and the application that feeds it. */
export interface OpenedQueue {
  readonly queue: QueueProfile;
  readonly application: ApplicationProfile;
}

/** A new queue with an application of its own. */
export function openQueue(
  centre: Centre,
  how: Pick<QueueProfile, 'csqId' | 'name' | 'description' | 'autoWork'> & { readonly trigger: string },
): OpenedQueue {
  const { queues, applications, ports } = centre.world;
  const { trigger, ...profile } = how;
  const queue: QueueProfile = {
    ...profile,
    wrapUpSeconds: undefined,
    selection: 'longest available',
    overflow: undefined,
  };
  const application: ApplicationProfile = {
    applicationId: Math.max(0, ...applications.map((one) => one.applicationId)) + 1,
    name: `${how.name.toLowerCase()}-main`,
    description: 'greets and queues',
    maxSessions: ports.length,
    trigger,
    csqId: how.csqId,
    priority: 1,
  };
  queues.push(queue);
  applications.push(application);
  centre.queues.set(queue.csqId, queue);
  centre.waiting.set(queue.csqId, []);
  centre.records.set(queue.csqId, createRecord());
  return { queue, application };
}

/** A queue is no more, nor what feeds it, and no agent serves it. No call may have to do with it. */
export function shutQueue(
  centre: Centre,
  csqId: number,
): { readonly shut: readonly OpenedQueue[]; readonly left: readonly Agent[] } {
  const { queues, applications } = centre.world;
  const queue = centre.queues.get(csqId);
  const fed = applications.filter((application) => application.csqId === csqId);
  for (const application of fed) applications.splice(applications.indexOf(application), 1);
  if (queue !== undefined) queues.splice(queues.indexOf(queue), 1);
  const left = [...centre.agents.values()].filter(({ person }) => person.csqIds.includes(csqId));
  for (const agent of left) {
    agent.person.csqIds = agent.person.csqIds.filter((other) => other !== csqId);
    relist(centre.ready, agent);
  }
  centre.queues.delete(csqId);
  centre.waiting.delete(csqId);
  centre.records.delete(csqId);
  return { shut: queue === undefined ? [] : fed.map((application) => ({ queue, application })), left };
}
