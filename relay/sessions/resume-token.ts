/**
 * The state of a client's session that another relay of the cluster needs to continue it.
 * @module
 */
import type { Granted } from 'rxcti/server';
import { z } from 'zod';
import { type Rights, scopeKey } from '../authorization/rights.ts';

export interface ResumeToken {
  readonly subject: string;
  readonly scopeKey: string;
  /** Of the scope; a client whose scope has changed must resync instead. */
  readonly fingerprint: string;
  /** What OPEN_REQ requested and got. */
  readonly granted: Granted;
}

/** Stores the current resume token of a session; undefined: the session cannot be continued now. */
export type SaveResumeToken = (token: ResumeToken | undefined) => void;

export function createResumeToken(rights: Rights, fingerprint: string, granted: Granted): ResumeToken {
  return { subject: rights.subject, scopeKey: scopeKey(rights), fingerprint, granted };
}

const schema: z.ZodType<ResumeToken> = z.object({
  subject: z.string(),
  scopeKey: z.string(),
  fingerprint: z.string(),
  granted: z.object({
    version: z.number().int(),
    mode: z.enum(['bridge', 'agent', 'none']),
    clientId: z.string(),
    agentId: z.string().optional(),
    idleTimeoutSeconds: z.number(),
    services: z.number(),
    callMsgMask: z.number(),
    agentStateMask: z.number(),
    configMsgMask: z.number(),
    configurationMask: z.number().optional(),
  }),
}) as unknown as z.ZodType<ResumeToken>;

/** Undefined for a text that is not a resume token. */
export function parseResumeToken(text: string): ResumeToken | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
