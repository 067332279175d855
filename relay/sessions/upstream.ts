/**
 * The seam between the browsers' side of a relay and the holder of the CCX session: frames come from it in order,
 * requests travel to it, confirmations come back. The holder is in this process, or another relay is.
 * @module
 */
import type { CtiMessage, LiveValue, RequestMessage, RequestOptions, SessionState } from 'rxcti';
import type { Replica } from '../authorization/scope.ts';

/** One message of CCX, already applied to the mirror. */
export interface UpstreamFrame {
  /** Rises by one from frame to frame within an epoch. */
  readonly sequence: number;
  /** One run of one holder: another holder, or the same one started anew, has another. */
  readonly epoch: string;
  readonly message: CtiMessage;
}

/** Whoever serves browsers from the holder's frames. */
export interface UpstreamListener {
  /** Comes only while the upstream is ready. */
  frame(frame: UpstreamFrame): void;
  /**
   * Ready: the session is open and the mirror is whole; browsers may build theirs from it. Not ready: what the mirror
   * shows may be out of date, and what was missed will not come as frames.
   */
  ready(isReady: boolean): void;
}

/** The CCX session, wherever it is held. */
export interface Upstream {
  readonly epoch: string;
  /** Protocol version of the session; browsers speak the same. */
  readonly version: number;
  readonly isReady: boolean;
  /** Of the last frame of this epoch, told or not; undefined when it is not known. */
  readonly sequence: number | undefined;
  readonly mirror: Replica;
  /** This process's session: with CCX, or with the relay that holds CCX's. */
  readonly session: LiveValue<SessionState>;
  /** Listens until the returned function is called. */
  listen(listener: UpstreamListener): () => void;
  /**
   * Has the holder send a request; resolves with the confirmation.
   * @throws {CtiError} as a rejection, as `CtiClient.request` does.
   */
  request(message: RequestMessage, options?: RequestOptions): Promise<CtiMessage>;
  /** Begins to connect; does not wait. */
  start(): void;
  /** Ends the session in order. */
  stop(): Promise<void>;
}
