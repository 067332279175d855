/** Who is signed in, for the case that the page is loaded again: in this tab alone, and without the password. */
import type { Account } from './sign-in.ts';

const place = 'rxcti-desk.account';

export function keepAccount(account: Account): void {
  try {
    sessionStorage.setItem(place, JSON.stringify({ ...account, password: '' }));
  } catch {
    // A browser without storage: a reload asks for the password again.
  }
}

export function keptAccount(): Account | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(place) ?? 'null') as Account | null) ?? undefined;
  } catch {
    return undefined;
  }
}

export function forgetAccount(): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept.
  }
}
