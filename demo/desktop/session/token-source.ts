/**
 * The token for each dial: the one at hand while it is good, else a new one, however long the laptop slept. After a
 * reload the page knows no password: whoever sits here is asked, and meanwhile everything stays where it is.
 */
import { type CtiClient, CtiError } from 'rxcti';
import { createStore, type Store } from '../shell/store.ts';
import type { Setup } from './setup.ts';
import { type Account, SignInError, signIn } from './sign-in.ts';
import { timesOf } from './token-times.ts';

export interface Tokens {
  readonly token: () => Promise<string>;
  /** The password; after a reload, once somebody has typed it. */
  readonly password: () => Promise<string>;
  /** The password is wanted. */
  readonly wanted: Store<boolean>;
  /**
   * Somebody has typed it.
   * @throws {SignInError} as a rejection: it is still wanted.
   */
  readonly signInAgain: (password: string) => Promise<void>;
  /** Notices when the relay does not take a token although it should be good, as after the relay's restart. */
  follow(client: CtiClient): void;
}

/** `renewed` is called with each new token. */
export function createTokens(account: Account, setup: Setup, renewed: (account: Account) => void): Tokens {
  const wanted = createStore(false);
  let known = account;
  let refused = false;
  let until = performance.now() + lifeLeftMs(account);
  let waiting: (() => void)[] = [];

  /** With the password at hand, half of a token's life is enough: its end is never met. */
  function isGood(): boolean {
    const early = known.password === '' ? 0 : lifetimeMs(known.token) / 2;
    return !refused && performance.now() < until - early;
  }

  async function renew(password: string): Promise<void> {
    known = await signIn(setup.signIn, { ...known, password });
    refused = false;
    until = performance.now() + lifetimeMs(known.token);
    renewed(known);
  }

  function ask(): Promise<void> {
    wanted.set(true);
    return new Promise((resolve) => waiting.push(resolve));
  }

  return {
    wanted,
    async token() {
      if (isGood()) return known.token;
      if (known.password === '') await ask();
      else {
        try {
          await renew(known.password);
        } catch (error) {
          if (!(error instanceof SignInError && error.reason === 'wrong')) throw error;
          known = { ...known, password: '' }; // it was changed meanwhile
          await ask();
        }
      }
      return known.token;
    },
    async password() {
      if (known.password === '') await ask();
      return known.password;
    },
    async signInAgain(password) {
      await renew(password);
      for (const go of waiting) go();
      waiting = [];
      wanted.set(false);
    },
    follow(client) {
      client.session.subscribe(() => {
        const state = client.session.getSnapshot();
        if (state.name === 'waiting' && isRefusal(state.error)) refused = true;
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

/** Of a token that may have been made a while ago. */
function lifeLeftMs({ token, clockOffsetMs }: Account): number {
  const { exp } = timesOf(token);
  return exp === undefined ? 0 : exp * 1000 - (Date.now() + clockOffsetMs);
}
