/** When a token was made and when it ends, in seconds since 1970; nothing for a token that does not tell. */
export function timesOf(token: string): { readonly iat?: number; readonly exp?: number } {
  try {
    const contents = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(atob(contents)) as { iat?: number; exp?: number };
  } catch {
    return {};
  }
}
