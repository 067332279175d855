/** `me.json` of each example: the signed-in user, as your own server would provide it. */
import type { DemoUser } from '../desktop/session/setup.ts';
import type { JsonDocuments } from './page-server.ts';

/** Agent ID by document path. */
const agentIds: Readonly<Record<string, string>> = {
  '/softphone/me.json': 'jdoe',
  '/screen-pop/me.json': 'jdoe',
  '/wallboard/me.json': 'ijansen',
};

export function exampleUsers(relayPort: number, users: readonly DemoUser[]): JsonDocuments {
  const signedIn = (agentId: string) => async (host: string) => {
    const user = users.find((candidate) => candidate.agentId === agentId);
    if (user === undefined) throw new Error(`unknown demo user ${agentId}`);
    const { password, extension } = user;
    const response = await fetch(`http://${host}:${relayPort}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ agentId, password }),
    });
    const { token } = (await response.json()) as { token: string };
    return { relay: `ws://${host}:${relayPort}/cti`, token, agentId, extension, password };
  };
  return Object.fromEntries(Object.entries(agentIds).map(([path, agentId]) => [path, signedIn(agentId)]));
}
