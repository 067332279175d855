/**
 * What another relay of the cluster must know to go on with a browser's session.
 * @module
 */

import type { Granted } from 'rxcti/server';
import { z } from 'zod';
import { type Rights, scopeKey } from '../authorization/rights.ts';

/** A session as it can be taken up elsewhere. */
export interface Passport {
  /** Whose it is. */
  readonly subject: string;
  readonly scopeKey: string;
  /** What the user saw of the contact center; whoever sees something else now begins anew. */
  readonly fingerprint: string;
  /** What OPEN_REQ asked for and got. */
  readonly granted: Granted;
}

/** Keeps a session's passport up to date; undefined when the session cannot be taken up for now. */
export type KeepPassport = (passport: Passport | undefined) => void;

export function passportOf(rights: Rights, fingerprint: string, granted: Granted): Passport {
  return { subject: rights.subject, scopeKey: scopeKey(rights), fingerprint, granted };
}

const shape: z.ZodType<Passport> = z.object({
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
}) as unknown as z.ZodType<Passport>;

export function writePassport(passport: Passport): string {
  return JSON.stringify(passport);
}

/** Undefined for a text that is none. */
export function readPassport(text: string): Passport | undefined {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
