/** Errors in one line, in words that lead on. */

const reasons: Readonly<Record<string, (at: string) => string>> = {
  EADDRINUSE: (at) => `${at} is in use: choose another port, or 0 for a free one.`,
  EACCES: (at) => `${at} is not allowed to this user: choose a port above 1023.`,
  EADDRNOTAVAIL: (at) => `${at} is no address of this machine.`,
  ENOTFOUND: (at) => `There is no host ${at}.`,
};

export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const {
    code = '',
    message,
    port,
    address,
    hostname,
  } = error as NodeJS.ErrnoException & {
    readonly port?: number;
    readonly address?: string;
    readonly hostname?: string;
  };
  const at = port === undefined ? (hostname ?? address ?? 'The address') : `Port ${port}`;
  return reasons[code]?.(at) ?? message;
}
