/** One-line messages for errors that reach the command line. */

interface SystemError extends NodeJS.ErrnoException {
  readonly port?: number;
  readonly address?: string;
  readonly hostname?: string;
}

export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, message, port, address, hostname } = error as SystemError;
  const target = port === undefined ? (address ?? 'address') : `port ${port}`;
  switch (code) {
    case 'EADDRINUSE':
      return `${target} is already in use: choose another port, or 0 for a free one`;
    case 'EACCES':
      return `${target}: permission denied, choose a port above 1023`;
    case 'EADDRNOTAVAIL':
      return `${address ?? target} is not an address of this machine`;
    case 'ENOTFOUND':
      return `host not found: ${hostname}`;
    default:
      return message;
  }
}
