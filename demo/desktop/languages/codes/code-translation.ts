/** Translated texts of server error codes and of disabled actions. */
import type { AgentAction, CallAction } from 'rxcti';
import type { CCXErrorCode, ControlFailureCode, ErrorStatus } from 'rxcti/protocol';

/**
 * Code names of the developer guide. English sentences for all of them are in rxcti; a translation has the codes that
 * users encounter.
 */
export type CodeName = keyof typeof ControlFailureCode | keyof typeof CCXErrorCode | keyof typeof ErrorStatus;

export interface CodeTranslation {
  readonly codes: Readonly<Partial<Record<CodeName, string>>>;
  /** Why an action is not possible, by action. */
  readonly actions: Readonly<Partial<Record<AgentAction | CallAction, string>>>;
}
