/**
 * The audit trail: one line for every command, saying who did what to whom and what came of it. Passwords and caller
 * data are not in it.
 * @module
 */
import type { CommandRecord, RelayObserver } from '../observer.ts';
import { type LineDestination, openLines } from './log.ts';

/** One line of the trail, as JSON. */
export interface AuditLine {
  /** ISO 8601. */
  readonly time: string;
  readonly subject: string;
  readonly role: string;
  readonly agentId?: string;
  /** Left out where the relay acted on its own account, for a user who was gone. */
  readonly address?: string;
  /** The message's name. */
  readonly request: string;
  /** The ids that it named. */
  readonly target: CommandRecord['target'];
  /** `denied` by the relay, `refused` by CCX, `timed out` and `failed`: whether it was done is not known. */
  readonly result: 'accepted' | 'denied' | 'refused' | 'timed out' | 'failed';
  /** Why, where it was not accepted: a sentence of the relay, the name of CCX's code. */
  readonly reason?: string;
  readonly tookMs: number;
}

/** A trail that is being written. */
export interface AuditLog {
  /** For `createRelay()`. */
  readonly observer: RelayObserver;
  /** Opens its file anew, after it was rotated. */
  reopen(): void;
}

/**
 * Begins an audit trail.
 *
 * @example
 * ```ts
 * import { auditLog } from '@rxcti/relay';
 *
 * const { observer } = auditLog({ file: '/var/log/rxcti/audit.log' });
 * ```
 * @throws the runtime's error when the file cannot be opened.
 */
export function auditLog(to: LineDestination): AuditLog {
  const lines = openLines(to);
  return {
    observer: {
      command: (record) => {
        lines.write(`${JSON.stringify(auditLine(record))}\n`);
      },
    },
    reopen: () => lines.reopen?.(),
  };
}

/** What the trail says of a command. */
export function auditLine(record: CommandRecord): AuditLine {
  const { at, rights, address, request, target, reason, tookMs } = record;
  return {
    time: new Date(at).toISOString(),
    subject: rights.subject,
    role: rights.role,
    ...(rights.agentId === undefined ? {} : { agentId: rights.agentId }),
    ...(address === undefined ? {} : { address }),
    request,
    target,
    result: resultOf(record),
    ...(reason === undefined ? {} : { reason }),
    tookMs,
  };
}

function resultOf({ result, reason }: CommandRecord): AuditLine['result'] {
  if (result === 'confirmed') return 'accepted';
  if (result === 'failed' && reason === 'REQUEST_TIMEOUT') return 'timed out';
  return result;
}
