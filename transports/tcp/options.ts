/**
 * What can be set on the TCP transports, the same on Node, Deno and Bun.
 * @module
 */
import type { Link } from '../../core/transport.ts';

/** Options of `tcp()`. */
export interface TcpOptions {
  /** Speaks TLS: `true` with the runtime's own roots and the dialed host's name, or as told. Default: plain TCP. */
  readonly tls?: boolean | TlsOptions;
  /**
   * Idle time before TCP keep-alive probes, in milliseconds; 0 turns them off. Default 10 000. Deno can switch the
   * probes on only, the time is the operating system's there (two hours on Linux).
   */
  readonly keepAliveMs?: number;
  /** Unsent bytes that a link holds; one `send()` past that drops it with `SEND_OVERFLOW`. Default 1 MiB. */
  readonly maxBufferedBytes?: number;
  /**
   * How long a closing link waits for the peer without any progress, in milliseconds; then it is dropped and its
   * ending is not clean. Default 5 000.
   */
  readonly closeTimeoutMs?: number;
}

/** How a client checks the server it speaks TLS with. */
export interface TlsOptions {
  /** Root certificates, PEM. On Node and Bun they replace the runtime's own, on Deno they are added to them. */
  readonly ca?: string;
  /** The name the certificate must be for, and that is asked for (SNI). Default: the dialed host. */
  readonly serverName?: string;
  /**
   * `false` takes any certificate: for a laboratory, and only there. Deno cannot, `tcp()` throws `INVALID_ARGUMENT`;
   * its command line flag `--unsafely-ignore-certificate-errors` can. Default `true`.
   */
  readonly rejectUnauthorized?: boolean;
}

/** The certificate that a listener shows. */
export interface TlsIdentity {
  /** Certificate (chain), PEM. */
  readonly cert: string;
  /** Its private key, PEM. */
  readonly key: string;
}

/** Options of `listen()`. */
export interface TcpListenOptions extends Omit<TcpOptions, 'tls'> {
  /** The address to listen on. Default `127.0.0.1`: nobody but this machine. */
  readonly host?: string;
  /** The port; 0 takes a free one. */
  readonly port: number;
  /** Gets each link, with TLS after the handshake. The link's endpoint is the client's address. */
  onLink(link: Link): void;
  /** Speaks TLS with this certificate. Default: plain TCP. */
  readonly tls?: TlsIdentity;
}

/** A port that is listened on. */
export interface TcpListener {
  /** The port, also when 0 was asked for. */
  readonly port: number;
  /** Stops listening. The links that `onLink` got live on; who took them closes them. */
  close(): Promise<void>;
}

/** The options that every link needs, with their defaults. */
export interface LinkSettings {
  readonly keepAliveMs: number;
  readonly maxBufferedBytes: number;
  readonly closeTimeoutMs: number;
}

/** Fills in the defaults. */
export function linkSettings(options: Omit<TcpOptions, 'tls'>): LinkSettings {
  const { keepAliveMs = 10_000, maxBufferedBytes = 1_048_576, closeTimeoutMs = 5_000 } = options;
  return { keepAliveMs, maxBufferedBytes, closeTimeoutMs };
}

/** How long a listener waits for a client's TLS handshake before it drops the connection. */
export const handshakeTimeoutMs = 10_000;
