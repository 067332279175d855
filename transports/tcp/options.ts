/**
 * Options of the TCP transport on Node, Deno and Bun.
 * @module
 */
import type { Link } from '../../core/transport.ts';

/** Options of `tcp()`. */
export interface TcpOptions {
  /** TLS: `true` uses the runtime's root certificates and the host name of the endpoint. Default: no TLS. */
  readonly tls?: boolean | TlsOptions;
  /**
   * Idle time before TCP keep-alive probes, in milliseconds; 0 disables them. Default 10 000. Deno always uses the operating
   * system's time (two hours on Linux).
   */
  readonly keepAliveMs?: number;
  /** Maximum unsent bytes; more drops the link with `SEND_OVERFLOW`. Default 1 MiB. */
  readonly maxBufferedBytes?: number;
  /**
   * How long a closing link waits for progress of the peer, in milliseconds; then it is dropped and `wasClean` is false. Default
   * 5 000.
   */
  readonly closeTimeoutMs?: number;
}

/** How a client verifies the server's certificate. */
export interface TlsOptions {
  /** Root certificates, PEM. They replace the runtime's on Node and Bun, and are added to them on Deno. */
  readonly ca?: string;
  /** Expected name of the certificate, also sent as SNI. Default: the host of the endpoint. */
  readonly serverName?: string;
  /**
   * `false` accepts any certificate; for test environments only. Not supported on Deno, where `tcp()` throws `INVALID_ARGUMENT`:
   * use its flag `--unsafely-ignore-certificate-errors`. Default `true`.
   */
  readonly rejectUnauthorized?: boolean;
}

/** The certificate of a listener. */
export interface TlsIdentity {
  /** Certificate (chain), PEM. */
  readonly cert: string;
  /** Its private key, PEM. */
  readonly key: string;
}

/** Options of `listen()`. */
export interface TcpListenOptions extends Omit<TcpOptions, 'tls'> {
  /** The address to listen on. Default `127.0.0.1`: this machine only. */
  readonly host?: string;
  /** The port; 0 uses a free one. */
  readonly port: number;
  /** Receives each link, with TLS after the handshake. The link's endpoint is the client's address. */
  onLink(link: Link): void;
  /** TLS with this certificate. Default: no TLS. */
  readonly tls?: TlsIdentity;
}

/** A listening port. */
export interface TcpListener {
  /** The port; a free one if the option was 0. */
  readonly port: number;
  /** Stops listening. Existing links stay open. */
  close(): Promise<void>;
}

/** Options of a link, with defaults. */
export interface LinkSettings {
  readonly keepAliveMs: number;
  readonly maxBufferedBytes: number;
  readonly closeTimeoutMs: number;
}

/** Applies the defaults. */
export function linkSettings(options: Omit<TcpOptions, 'tls'>): LinkSettings {
  const { keepAliveMs = 10_000, maxBufferedBytes = 1_048_576, closeTimeoutMs = 5_000 } = options;
  return { keepAliveMs, maxBufferedBytes, closeTimeoutMs };
}

/** Timeout of a client's TLS handshake. */
export const handshakeTimeoutMs = 10_000;
