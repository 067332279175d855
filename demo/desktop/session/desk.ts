/** One person's session: the client, and what is recorded beside it. Made at sign-in, ended at sign-out. */
import { agentMode, bridgeMode, type CtiClient, createCtiClient } from 'rxcti';
import { webSocket } from 'rxcti/websocket';
import { createHistory, type HistoryBook } from '../agent/history-book.ts';
import { createRecorder, type Recorder } from '../trace/recorder.ts';
import type { Setup } from './setup.ts';
import { type Account, signIn } from './sign-in.ts';

export interface Desk {
  readonly account: Account;
  readonly client: CtiClient;
  readonly recorder: Recorder;
  readonly setup: Setup;
  readonly history: HistoryBook;
}

export function openDesk(account: Account, setup: Setup): Desk {
  const { agentId, extension, password, role } = account;
  const recorder = createRecorder();
  const client = createCtiClient({
    transport: webSocket({
      url: setup.relay,
      token: renewedToken(account, setup),
    }),
    mode: role === 'agent' ? agentMode({ agentId, extension, password }) : bridgeMode({ clientId: agentId }),
    inspect: recorder.inspect,
  });
  recorder.follow(client);
  const history = createHistory(client, account, setup);
  return { account, client, recorder, setup, history };
}

/** The token at hand while it is good, else a new one, however long the laptop slept. */
function renewedToken(account: Account, setup: Setup): () => Promise<string> {
  let { token } = account;
  let goodUntil = performance.now() + lifetimeMs(token) / 2;
  return async () => {
    if (performance.now() > goodUntil) {
      ({ token } = await signIn(setup.signIn, account));
      goodUntil = performance.now() + lifetimeMs(token) / 2;
    }
    return token;
  };
}

/** From the token's own times: this computer's clock may be wrong by hours. */
function lifetimeMs(token: string): number {
  try {
    const contents = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { iat = 0, exp = 0 } = JSON.parse(atob(contents)) as { iat?: number; exp?: number };
    return (exp - iat) * 1000;
  } catch {
    return 0; // not a token that tells: renewed for each dial
  }
}
