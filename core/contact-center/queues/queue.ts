/**
 * A contact service queue as the mirror shows it.
 * Guide: CONFIG_CSQ_EVENT.
 * @module
 */
import type { ConfigCsqEventRecord } from '../../protocol/generated/messages.ts';

/** A CSQ now. Immutable: a change makes a new object. */
export interface Queue {
  readonly queueId: number;
  readonly name?: string;
  readonly description?: string;
  /** After a call of this queue the agent goes to work state. */
  readonly autoWork: boolean;
}

/** The queue that a configuration record describes. */
export function queueOf(record: ConfigCsqEventRecord): Queue | undefined {
  const { csqId, csqName, description, autoWork } = record;
  if (csqId === undefined) return undefined;
  return {
    queueId: csqId,
    autoWork: autoWork ?? false,
    ...(csqName === undefined ? {} : { name: csqName }),
    ...(description === undefined ? {} : { description }),
  };
}
