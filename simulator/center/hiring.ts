/**
 * People and queues that come and go while the center is open.
 * @module
 */
import { type Agent, createAgent } from './agents.ts';
import type { Center } from './center.ts';
import { type ApplicationProfile, type Person, type QueueProfile, terminalOf } from './people.ts';
import { relist } from './routing.ts';
import { createRecord } from './statistics.ts';

/** A new agent, logged out. */
export function hire(center: Center, how: Omit<Person, 'recordId' | 'terminal' | 'competence'>): Agent {
  const { people } = center.world;
  const recordId = Math.max(0, ...people.map((person) => person.recordId)) + 1;
  const person: Person = { ...how, recordId, competence: new Map(), terminal: terminalOf(recordId) };
  const agent = createAgent(person, center.random.fork(person.agentId));
  // Whoever is not at work today comes only when somebody logs him in.
  agent.onShift = false;
  people.push(person);
  center.agents.set(person.agentId, agent);
  center.phones.set(person.extension, [...(center.phones.get(person.extension) ?? []), agent]);
  return agent;
}

/** An agent is no more. He must be logged out and on no call. */
export function dismiss(center: Center, agent: Agent): void {
  const { person } = agent;
  center.schedule.cancel(agent.plan);
  relist(center.ready, agent);
  center.agents.delete(person.agentId);
  const others = (center.phones.get(person.extension) ?? []).filter((other) => other !== agent);
  if (others.length > 0) center.phones.set(person.extension, others);
  else center.phones.delete(person.extension);
  center.world.people.splice(center.world.people.indexOf(person), 1);
}

/** A queue and the application that feeds it. */
export interface OpenedQueue {
  readonly queue: QueueProfile;
  readonly application: ApplicationProfile;
}

/** A new queue with an application of its own. */
export function openQueue(
  center: Center,
  how: Pick<QueueProfile, 'csqId' | 'name' | 'description' | 'autoWork'> & { readonly trigger: string },
): OpenedQueue {
  const { queues, applications, ports } = center.world;
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
  center.queues.set(queue.csqId, queue);
  center.waiting.set(queue.csqId, []);
  center.records.set(queue.csqId, createRecord());
  return { queue, application };
}

/** A queue is no more, nor what feeds it, and no agent serves it. No call may have to do with it. */
export function shutQueue(
  center: Center,
  csqId: number,
): { readonly shut: readonly OpenedQueue[]; readonly left: readonly Agent[] } {
  const { queues, applications } = center.world;
  const queue = center.queues.get(csqId);
  const fed = applications.filter((application) => application.csqId === csqId);
  for (const application of fed) applications.splice(applications.indexOf(application), 1);
  if (queue !== undefined) queues.splice(queues.indexOf(queue), 1);
  const left = [...center.agents.values()].filter(({ person }) => person.csqIds.includes(csqId));
  for (const agent of left) {
    agent.person.csqIds = agent.person.csqIds.filter((other) => other !== csqId);
    relist(center.ready, agent);
  }
  center.queues.delete(csqId);
  center.waiting.delete(csqId);
  center.records.delete(csqId);
  return { shut: queue === undefined ? [] : fed.map((application) => ({ queue, application })), left };
}
