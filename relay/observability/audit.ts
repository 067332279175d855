/**
 * The audit log: one line for each command. Contains neither passwords nor caller data.
 * @module
 */
import type { CommandRecord } from '../sessions/events.ts';
import type { RelayEvent } from './events.ts';
import { type LineDestination, openLines } from './log.ts';

/** One line of the audit log, as JSON. */
export interface AuditLine {
  /** ISO 8601. */
  readonly time: string;
  readonly subject: string;
  readonly role: string;
  readonly agentId?: string;
  /** Client address; not set if the relay itself sent the request, as by the disconnect policy. */
  readonly address?: string;
  /** Message type. */
  readonly request: string;
  /** IDs in the request. */
  readonly target: CommandRecord['target'];
  /** `denied` by the relay, `refused` by CCX; `timeout` and `failed`: it is unknown whether CCX executed the request. */
  readonly result: 'accepted' | 'denied' | 'refused' | 'timeout' | 'failed';
  /** Unless accepted: a message of the relay, or the name of CCX's code. */
  readonly reason?: string;
  readonly durationMs: number;
}

/** An open audit log: an observer of `Relay.events$`. */
export interface AuditLog {
  next(event: RelayEvent): void;
  /** Reopens the file, after log rotation. */
  reopen(): void;
}

/**
 * Opens an audit log.
 *
 * @example
 * ```ts
 * import { auditLog, createRelay, type RelayOptions } from '@rxcti/relay';
 *
 * async function start(options: RelayOptions): Promise<void> {
 *   const relay = await createRelay(options);
 *   relay.events$.subscribe(auditLog({ file: '/var/log/rxcti/audit.log' }));
 * }
 * ```
 * @throws the runtime's error if the file cannot be opened.
 */
export function auditLog(to: LineDestination): AuditLog {
  const lines = openLines(to);
  return {
    next(event) {
      if (event.type === 'command') lines.write(`${JSON.stringify(auditLine(event.command))}\n`);
    },
    reopen: () => lines.reopen?.(),
  };
}

/** The audit line of a command. */
export function auditLine(command: CommandRecord): AuditLine {
  const { at, rights, address, request, target, reason, durationMs } = command;
  return {
    time: new Date(at).toISOString(),
    subject: rights.subject,
    role: rights.role,
    ...(rights.agentId === undefined ? {} : { agentId: rights.agentId }),
    ...(address === undefined ? {} : { address }),
    request,
    target,
    result: resultOf(command),
    ...(reason === undefined ? {} : { reason }),
    durationMs,
  };
}

function resultOf({ result, reason }: CommandRecord): AuditLine['result'] {
  if (result === 'confirmed') return 'accepted';
  if (result === 'failed' && reason === 'REQUEST_TIMEOUT') return 'timeout';
  return result;
}
