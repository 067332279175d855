/**
 * Supplies the token for each connection: the current one while it is valid, else a renewed one. After a reload the
 * password is unknown, so the user is asked for it.
 */
import { type CtiClient, CtiError, type ReconnectPolicy, reconnectPolicy } from 'rxcti';
import { createStore, type Store } from '../shell/store.ts';
import type { Setup } from './setup.ts';
import { type Account, SignInError, signIn, tokenTimes } from './sign-in.ts';

export interface TokenSource {
  readonly token: () => Promise<string>;
  /** Resolves with the password; after a reload, when the user has entered it. */
  readonly password: () => Promise<string>;
  /** True while the password is needed. */
  readonly passwordRequired: Store<boolean>;
  /** Renews the token with a password. @throws {SignInError} as a rejection; the password is still required then. */
  readonly signInAgain: (password: string) => Promise<void>;
  /** Waits for a new password instead of giving up when the relay refuses the token. */
  readonly reconnect: ReconnectPolicy;
  /** Watches the session for refused tokens, as after a restart of the relay. */
  attach(client: CtiClient): void;
}

/** `renewed` is called with each new token. */
export function createTokenSource(
  account: Account,
  setup: Setup,
  onRenewed: (account: Account) => void,
): TokenSource {
  const passwordRequired = createStore(false);
  let current = account;
  let refused = false;
  let expiresAt = performance.now() + remainingMs(account);
  let waiting: (() => void)[] = [];

  /** With a known password the token is renewed after half of its lifetime, so that it never expires in use. */
  function isValid(): boolean {
    const marginMs = current.password === '' ? 0 : lifetimeMs(current.token) / 2;
    return !refused && performance.now() < expiresAt - marginMs;
  }

  async function renew(password: string): Promise<void> {
    current = await signIn(setup.signIn, { ...current, password });
    refused = false;
    expiresAt = performance.now() + lifetimeMs(current.token);
    onRenewed(current);
  }

  function requestPassword(): Promise<void> {
    passwordRequired.set(true);
    return new Promise((resolve) => waiting.push(resolve));
  }

  const policy = reconnectPolicy();
  return {
    passwordRequired,
    reconnect: (cause) => policy(isRefusal(cause.error) ? { ...cause, wasReady: true } : cause),
    async token() {
      if (isValid()) return current.token;
      if (current.password === '') await requestPassword();
      else {
        try {
          await renew(current.password);
        } catch (error) {
          if (!(error instanceof SignInError && error.reason === 'wrong')) throw error;
          current = { ...current, password: '' }; // The password was changed.
          await requestPassword();
        }
      }
      return current.token;
    },
    async password() {
      if (current.password === '') await requestPassword();
      return current.password;
    },
    async signInAgain(password) {
      await renew(password);
      for (const go of waiting) go();
      waiting = [];
      passwordRequired.set(false);
    },
    attach(client) {
      client.session.subscribe(() => {
        const state = client.session.getSnapshot();
        if (state.name === 'waiting' && isRefusal(state.error)) refused = true;
      });
    },
  };
}

/** True if the relay refused the token. */
function isRefusal(error: CtiError): boolean {
  const isRelayError = CtiError.is(error, 'RELAY_REFUSED') || CtiError.is(error, 'LINK_LOST');
  return isRelayError && error.details.reason.startsWith('token');
}

/** Computed from the token itself, because the local clock may be wrong. */
function lifetimeMs(token: string): number {
  const { iat, exp } = tokenTimes(token);
  return iat === undefined || exp === undefined ? 0 : (exp - iat) * 1000;
}

/** Of a token that may have been issued a while ago. */
function remainingMs({ token, clockOffsetMs }: Account): number {
  const { exp } = tokenTimes(token);
  return exp === undefined ? 0 : exp * 1000 - (Date.now() + clockOffsetMs);
}
