/** The token for each dial: the one at hand while it is good, else a new one, however long the laptop slept. */
import { type CtiClient, CtiError } from 'rxcti';
import { createStore, type Store } from '../shell/store.ts';
import type { Setup } from './setup.ts';
import { type Account, signIn } from './sign-in.ts';
import { timesOf } from './token-times.ts';

export interface Tokens {
  readonly token: () => Promise<string>;
  /** No new token can be had: whoever sits here has to sign in again. */
  readonly expired: Store<boolean>;
  /** Notices when the relay does not take a token although it should be good, as after the relay's restart. */
  follow(client: CtiClient): void;
}

export function createTokens(account: Account, setup: Setup): Tokens {
  const expired = createStore(false);
  let { token } = account;
  let goodUntil = performance.now() + lifetimeMs(token) / 2;
  return {
    expired,
    async token() {
      if (performance.now() < goodUntil) return token;
      // After a reload the page knows no password any more.
      if (account.password === '') {
        expired.set(true);
        return token;
      }
      ({ token } = await signIn(setup.signIn, account));
      goodUntil = performance.now() + lifetimeMs(token) / 2;
      return token;
    },
    follow(client) {
      client.session.subscribe(() => {
        const state = client.session.getSnapshot();
        if (state.name === 'waiting' && isRefusal(state.error)) goodUntil = 0;
      });
    },
  };
}

/** The relay was there, and did not let this token in. */
function isRefusal(error: CtiError): boolean {
  const said = CtiError.is(error, 'RELAY_REFUSED') || CtiError.is(error, 'LINK_LOST');
  return said && error.details.reason.startsWith('token');
}

/** From the token's own times: this computer's clock may be wrong by hours. */
function lifetimeMs(token: string): number {
  const { iat, exp } = timesOf(token);
  return iat === undefined || exp === undefined ? 0 : (exp - iat) * 1000;
}
