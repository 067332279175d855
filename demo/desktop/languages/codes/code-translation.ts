/** The server's codes that a person at the desktop can meet, and what is said of them in a language. */
import type { AgentAction, CallAction } from 'rxcti';
import type { CCXErrorCode, ControlFailureCode, ErrorStatus } from 'rxcti/protocol';

/** Names of the guide. English sentences for all of them come from rxcti; a table holds those that users meet. */
export type CodeName = keyof typeof ControlFailureCode | keyof typeof CCXErrorCode | keyof typeof ErrorStatus;

export interface CodeWords {
  readonly codes: Readonly<Partial<Record<CodeName, string>>>;
  /** What is not possible now, by what was asked for. */
  readonly actions: Readonly<Partial<Record<AgentAction | CallAction, string>>>;
}
