/** One person's session: the client, and what is recorded beside it. Made at sign-in, ended at sign-out. */
import { agentMode, bridgeMode, type CtiClient, createCtiClient } from 'rxcti';
import { webSocket } from 'rxcti/websocket';
import { createHistory, type HistoryBook } from '../agent/call-history.ts';
import { createStore, type Store } from '../shell/store.ts';
import { type AlertBook, createAlertBook } from '../supervisor/alert-store.ts';
import { createRecorder, type Recorder } from '../trace/recorder.ts';
import { keepMinutes } from '../wallboard/minute-storage.ts';
import { createQueueHistory, type QueueHistory } from '../wallboard/queue-history.ts';
import { keepAccount } from './account-storage.ts';
import { limitsOf } from './limits.ts';
import type { Setup } from './setup.ts';
import type { Account } from './sign-in.ts';
import { createTokens } from './token-source.ts';

export interface Desk {
  readonly account: Account;
  readonly client: CtiClient;
  readonly recorder: Recorder;
  readonly setup: Setup;
  readonly history: HistoryBook;
  /** How far the contact center's clock is ahead of this computer's. */
  readonly clockOffsetMs: () => number;
  /** The relay is out of reach, and the session waits for it. */
  readonly away: Store<boolean>;
  /** The password is wanted: the page was loaded again, and the token is over or a login at the phone is asked for. */
  readonly passwordWanted: Store<boolean>;
  /** The password, once somebody has typed it if it is not known. */
  readonly password: () => Promise<string>;
  /** Somebody has typed it; rejects with a SignInError when it is not right. */
  readonly signInAgain: (password: string) => Promise<void>;
  /** What needs a supervisor; for those who are one. */
  readonly alerts?: AlertBook;
  /** What became of the calls of each queue; for those who see more than their own. */
  readonly queueHistory?: QueueHistory;
}

export function openDesk(account: Account, setup: Setup): Desk {
  const { agentId, extension, password, role } = account;
  const recorder = createRecorder();
  const away = createStore(false);
  const tokens = createTokens(account, setup, keepAccount);
  const client = createCtiClient({
    transport: webSocket({ url: setup.relay, token: tokens.token, onAway: away.set }),
    mode: role === 'agent' ? agentMode({ agentId, extension, password }) : bridgeMode({ clientId: agentId }),
    inspect: recorder.inspect,
  });
  recorder.follow(client);
  tokens.follow(client);
  const clockOffsetMs = (): number => client.serverClockOffsetMs ?? account.clockOffsetMs;
  const history = createHistory(client, account, setup, clockOffsetMs);
  const limits = limitsOf(setup.limits);
  return {
    account,
    client,
    recorder,
    setup,
    history,
    clockOffsetMs,
    away,
    passwordWanted: tokens.wanted,
    password: tokens.password,
    signInAgain: tokens.signInAgain,
    ...(role === 'supervisor' || role === 'admin' ? { alerts: createAlertBook(client, limits) } : {}),
    ...(role === 'agent'
      ? {}
      : { queueHistory: createQueueHistory(client, limits, keepMinutes(`${setup.relay} ${agentId}`)) }),
  };
}
