/** What the page is told by where it is served: `setup.json` beside it. */

import type { HistoryPlace } from '../agent/history-storage.ts';
import type { Limits } from './limits.ts';
import type { Role } from './sign-in.ts';

/** A reason that an agent can choose, as the contact center's administrator has defined it. */
export interface Reason {
  readonly code: number;
  readonly name: string;
}

/** Somebody to sign in as, where the contact center is a simulated one. */
export interface Person {
  readonly agentId: string;
  readonly name: string;
  readonly extension: string;
  readonly password: string;
  readonly role: Role;
}

export interface Setup {
  /** The relay's WebSocket address. */
  readonly relay: string;
  /** Where agent ID and password are exchanged for a token. */
  readonly signIn: string;
  readonly reasons: { readonly notReady: readonly Reason[]; readonly logout: readonly Reason[] };
  readonly wrapUps: readonly string[];
  /** What the call variables mean, by their number or name; `caller` is the one that holds the caller's name. */
  readonly variables: Readonly<Record<string, string>> & { readonly caller?: string };
  /** Numbers for the directory, beside the people and queues that the contact center has. */
  readonly numbers: readonly { readonly name: string; readonly number: string }[];
  /** Where an agent's calls of the day are kept; see agent/history-place.ts. Default `day`. */
  readonly history?: HistoryPlace;
  /** How long CCX lets an agent look at an outbound contact, if it is set so there: the protocol does not tell. */
  readonly previewSeconds?: number;
  /** When supervisors are alerted, and what is in time; see limits.ts for what holds without. */
  readonly limits?: Partial<Limits>;
  readonly people?: readonly Person[];
  /** The simulated contact center can be driven from the page. */
  readonly demo?: boolean;
}

export async function readSetup(): Promise<Setup> {
  const answer = await fetch('setup.json');
  if (!answer.ok) throw new Error(`setup.json: ${answer.status} ${answer.statusText}`);
  return (await answer.json()) as Setup;
}
