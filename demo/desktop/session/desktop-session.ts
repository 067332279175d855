/**
 * The session of one user: the client and the stores that record its events. Created at sign-in, closed at sign-out.
 */
import { agentMode, bridgeMode, type CtiClient, createCtiClient, type SessionState } from 'rxcti';
import { webSocket } from 'rxcti/websocket';
import { type CallHistory, createCallHistory } from '../agent/call-history.ts';
import type { Store } from '../shell/store.ts';
import { type AlertStore, createAlertStore } from '../supervisor/alert-store.ts';
import { createRecorder, type Recorder } from '../trace/recorder.ts';
import { openMinuteStorage } from '../wallboard/minute-storage.ts';
import { createQueueHistory, type QueueHistory } from '../wallboard/queue-history.ts';
import { saveAccount } from './account-storage.ts';
import { limitsOf } from './limits.ts';
import type { Setup } from './setup.ts';
import type { Account } from './sign-in.ts';
import { createTokenSource } from './token-source.ts';

export interface DesktopSession {
  readonly account: Account;
  readonly client: CtiClient;
  readonly recorder: Recorder;
  readonly setup: Setup;
  readonly history: CallHistory;
  /** Server clock minus local clock, in milliseconds. */
  readonly clockOffsetMs: () => number;
  /**
   * True while the user has to enter the password: after a reload, if the token has expired or a phone login is
   * requested.
   */
  readonly passwordRequired: Store<boolean>;
  /** Resolves with the password; waits for the user if it is unknown. */
  readonly password: () => Promise<string>;
  /** Renews the token with a password. Rejects with a SignInError if it is incorrect. */
  readonly signInAgain: (password: string) => Promise<void>;
  /** For supervisors and administrators. */
  readonly alerts?: AlertStore;
  /** Call outcomes per queue; for all roles except agents. */
  readonly queueHistory?: QueueHistory;
}

export function openDesktopSession(account: Account, setup: Setup): DesktopSession {
  const { agentId, extension, password, role } = account;
  const recorder = createRecorder();
  const tokens = createTokenSource(account, setup, saveAccount);
  const client = createCtiClient({
    transport: webSocket({ url: setup.relay, token: tokens.token }),
    reconnect: tokens.reconnect,
    mode: role === 'agent' ? agentMode({ agentId, extension, password }) : bridgeMode({ clientId: agentId }),
    inspect: recorder.inspect,
  });
  recorder.attach(client);
  tokens.attach(client);
  const clockOffsetMs = (): number => client.serverClockOffsetMs ?? account.clockOffsetMs;
  const history = createCallHistory(client, account, setup, clockOffsetMs);
  const limits = limitsOf(setup.limits);
  return {
    account,
    client,
    recorder,
    setup,
    history,
    clockOffsetMs,
    passwordRequired: tokens.passwordRequired,
    password: tokens.password,
    signInAgain: tokens.signInAgain,
    ...(role === 'supervisor' || role === 'admin' ? { alerts: createAlertStore(client, limits) } : {}),
    ...(role === 'agent'
      ? {}
      : { queueHistory: createQueueHistory(client, limits, openMinuteStorage(`${setup.relay} ${agentId}`)) }),
  };
}

/** True while the relay is out of reach and the session lives on. */
export function isUnreachable(session: SessionState): boolean {
  return 'grant' in session && !session.reachable;
}
