/** The desktop's `setup.json` for the demo: relay address, reasons, phone numbers, demo users. */

import type { Role } from '@rxcti/relay';
import type { Cluster, Snapshot } from '@rxcti/simulator';
import { AgentType } from 'rxcti/protocol';
import type { DemoUser, Setup } from '../desktop/session/setup.ts';

export const password = '12345';

const wallboardUser = 'ijansen';
const adminUser = 'hsilva';

const roles: Readonly<Record<string, Role>> = {
  jdoe: 'agent',
  asmith: 'agent',
  kpatel: 'supervisor',
  lnovak: 'supervisor',
  [wallboardUser]: 'wallboard',
  [adminUser]: 'admin',
};

export function roleOf({ agentId, isSupervisor }: { agentId: string; isSupervisor: boolean }): Role {
  if (agentId === wallboardUser) return 'wallboard';
  if (agentId === adminUser) return 'admin';
  return isSupervisor ? 'supervisor' : 'agent';
}

/** Makes the first three queues prefer the demo agents, with `agentId` first, so that calls ring at an open desktop. */
export async function routeCallsToDemoAgents({ a }: Cluster, agentId?: string): Promise<void> {
  const { agents, queues } = a.snapshot();
  const csqIds = queues.slice(0, 3).map(({ csqId }) => csqId);
  const preferred = new Map(csqIds.map((csqId) => [csqId, 10]));
  for (const csqId of csqIds) await a.changeQueue(csqId, { selection: 'most skilled' });
  for (const agent of agents) {
    if (agent.agentId === agentId) await a.changeAgent(agentId, { csqIds, competence: preferred });
    else if (roles[agent.agentId] === 'agent')
      await a.changeAgent(agent.agentId, { csqIds, competence: new Map() });
  }
}

/** The demo users that the contact center has, and in a large one two of its own supervisors. */
export function demoUsers(agents: Snapshot['agents']): readonly DemoUser[] {
  const supervisors = agents.filter(({ type }) => type === AgentType.Supervisor);
  const known = agents.filter(
    (agent) =>
      agent.agentId in roles && (roles[agent.agentId] !== 'supervisor' || supervisors.includes(agent)),
  );
  const others = supervisors.slice(0, 2).filter((agent) => !known.includes(agent));
  return [...known, ...others].map(({ agentId, firstName, lastName, extension }) => ({
    agentId,
    extension,
    password,
    name: `${firstName} ${lastName}`,
    role: roles[agentId] ?? 'supervisor',
  }));
}

export function desktopSetup(host: string, relayPort: number, { agents }: Snapshot): Setup {
  // The directory comes from here: an agent's session does not see other agents.
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
    demoUsers: demoUsers(agents),
    demo: true,
  };
}
