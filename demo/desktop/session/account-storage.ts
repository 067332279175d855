/** Stores the signed-in account in sessionStorage for page reloads, without the password. */
import type { Account } from './sign-in.ts';

const storageKey = 'rxcti-desk.account';

export function saveAccount(account: Account): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ ...account, password: '' }));
  } catch {
    // Storage is blocked: a reload requires a new sign-in.
  }
}

export function loadAccount(): Account | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Account | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export function clearAccount(): void {
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Storage is blocked: there is nothing to delete.
  }
}
