/** Configuration of the page, read from `setup.json` next to it. */

import type { HistoryRetention } from '../agent/history-storage.ts';
import type { Limits } from './limits.ts';
import type { Role } from './sign-in.ts';

/** A reason code that agents can choose. */
interface Reason {
  readonly code: number;
  readonly name: string;
}

/** A user offered on the sign-in page of the demo. */
export interface DemoUser {
  readonly agentId: string;
  readonly name: string;
  readonly extension: string;
  readonly password: string;
  readonly role: Role;
}

export interface Setup {
  /** WebSocket URL of the relay. */
  readonly relay: string;
  /** URL that exchanges agent ID and password for a token. */
  readonly signIn: string;
  readonly reasons: { readonly notReady: readonly Reason[]; readonly logout: readonly Reason[] };
  readonly wrapUps: readonly string[];
  /** Labels of call variables by number or name. `caller` is the variable that holds the caller's name. */
  readonly variables: Readonly<Record<string, string>> & { readonly caller?: string };
  /** Directory entries in addition to agents and queues. */
  readonly numbers: readonly { readonly name: string; readonly number: string }[];
  /** How long the call history is kept; see agent/history-storage.ts. Default `day`. */
  readonly history?: HistoryRetention;
  /** Response time for outbound previews as configured in CCX; the protocol does not send it. */
  readonly previewSeconds?: number;
  /** Thresholds of alerts and service level; defaults in limits.ts. */
  readonly limits?: Partial<Limits>;
  readonly demoUsers?: readonly DemoUser[];
  /** True if the page is served by the demo, which offers simulator actions. */
  readonly demo?: boolean;
}

export async function readSetup(): Promise<Setup> {
  const answer = await fetch('setup.json');
  if (!answer.ok) throw new Error(`setup.json: ${answer.status} ${answer.statusText}`);
  return (await answer.json()) as Setup;
}
