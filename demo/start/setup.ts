/** What the page is told (`setup.json`): where the relay is, which reasons there are, who can sign in. */

import type { Role } from '@rxcti/relay';
import type { Cluster, Truth } from '@rxcti/simulator';
import { AgentType } from 'rxcti/protocol';
import type { Person, Setup } from '../desktop/session/setup.ts';

export const password = '12345';

/** On the wall hangs a television; it is signed in as this one. */
const television = 'ijansen';

/** Sees and may do everything in all teams. */
const administrator = 'hsilva';

const offered: Readonly<Record<string, Role>> = {
  jdoe: 'agent',
  asmith: 'agent',
  kpatel: 'supervisor',
  lnovak: 'supervisor',
  [television]: 'wallboard',
  [administrator]: 'admin',
};

export function roleOf({ agentId, isSupervisor }: { agentId: string; isSupervisor: boolean }): Role {
  if (agentId === television) return 'wallboard';
  if (agentId === administrator) return 'admin';
  return isSupervisor ? 'supervisor' : 'agent';
}

/** The first queues prefer whoever is signed in: from the ready-made agents, the last one who asked for a call. */
export async function prefer({ a }: Cluster, agentId?: string): Promise<void> {
  const { agents, queues } = a.truth();
  const csqIds = queues.slice(0, 3).map(({ csqId }) => csqId);
  const preferred = new Map(csqIds.map((csqId) => [csqId, 10]));
  for (const csqId of csqIds) await a.changeQueue(csqId, { selection: 'most skilled' });
  for (const agent of agents) {
    if (agent.agentId === agentId) await a.changeAgent(agentId, { csqIds, competence: preferred });
    else if (offered[agent.agentId] === 'agent')
      await a.changeAgent(agent.agentId, { csqIds, competence: new Map() });
  }
}

/** The ready-made people, as far as the center has them; a large one has supervisors of its own. */
export function peopleOf(agents: Truth['agents']): readonly Person[] {
  const supervisors = agents.filter(({ type }) => type === AgentType.Supervisor);
  const known = agents.filter(
    (agent) =>
      agent.agentId in offered && (offered[agent.agentId] !== 'supervisor' || supervisors.includes(agent)),
  );
  const own = supervisors.slice(0, 2).filter((agent) => !known.includes(agent));
  return [...known, ...own].map(({ agentId, firstName, lastName, extension }) => ({
    agentId,
    extension,
    password,
    name: `${firstName} ${lastName}`,
    role: offered[agentId] ?? 'supervisor',
  }));
}

export function setupOf(host: string, relayPort: number, { agents }: Truth): Setup {
  // The phone book: an agent's session is not told of other agents.
  const colleagues = agents.map(({ firstName, lastName, extension }) => ({
    name: `${firstName} ${lastName}`,
    number: extension,
  }));
  return {
    relay: `ws://${host}:${relayPort}/cti`,
    signIn: `http://${host}:${relayPort}/sign-in`,
    reasons: {
      notReady: [
        { code: 1, name: 'Break' },
        { code: 2, name: 'Lunch' },
        { code: 3, name: 'Meeting' },
        { code: 4, name: 'Training' },
      ],
      logout: [
        { code: 10, name: 'End of shift' },
        { code: 11, name: 'Technical' },
      ],
    },
    wrapUps: ['Order placed', 'Question answered', 'Complaint', 'Call back later', 'Wrong number'],
    variables: {
      caller: '1',
      1: 'Customer',
      2: 'Account',
      'user.ServiceLevel': 'Service level',
      'user.Topic': 'About',
    },
    numbers: [
      ...colleagues,
      { name: 'Sales queue', number: '7000' },
      { name: 'Support queue', number: '7001' },
      { name: 'Billing queue', number: '7002' },
      { name: 'Warehouse', number: '4930900100' },
      { name: 'Translation service', number: '4930900200' },
    ],
    previewSeconds: 30,
    people: peopleOf(agents),
    demo: true,
  };
}
