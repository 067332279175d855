/** `me.json` of each example: what your own server would tell its page of who is signed in. */
import type { Person } from '../desktop/session/setup.ts';
import type { Documents } from './page-server.ts';

/** Who sits before each example. */
const before: Readonly<Record<string, string>> = {
  '/softphone/me.json': 'jdoe',
  '/screen-pop/me.json': 'jdoe',
  '/wallboard/me.json': 'ijansen',
};

export function identities(relayPort: number, people: readonly Person[]): Documents {
  const me = (agentId: string) => async (host: string) => {
    const person = people.find((other) => other.agentId === agentId);
    if (person === undefined) throw new Error(`${agentId} is not one of the people here`);
    const { password, extension } = person;
    const answer = await fetch(`http://${host}:${relayPort}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agentId, password }),
    });
    const { token } = (await answer.json()) as { token: string };
    return { relay: `ws://${host}:${relayPort}/cti`, token, agentId, extension, password };
  };
  return Object.fromEntries(Object.entries(before).map(([path, agentId]) => [path, me(agentId)]));
}
