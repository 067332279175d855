/** What went wrong, as a sentence in the page's language, with the server's own code for whoever is asked for help. */
import i18next, { type TFunction } from 'i18next';
import { CtiError } from 'rxcti';
import { ccxErrorCodes, controlFailureCodes, errorStatusCodes } from 'rxcti/protocol';
import { SignInError } from '../session/sign-in.ts';
import type { CodeName, CodeWords } from './codes/code-translation.ts';
import { codeWordsOf } from './index.ts';

export interface Explanation {
  readonly sentence: string;
  /** As the guide and the trace write it, such as `CF_INVALID_DESTINATION 14`. */
  readonly code?: string;
}

/** A code that the table of the page's language does not have is said in English. */
export function explain(error: Error, t: TFunction): Explanation {
  if (error instanceof SignInError)
    return { sentence: t(`signIn.${error.reason}`, { reason: error.message }) };
  if (!CtiError.is(error)) return { sentence: error.message };
  const table = codeWordsOf(i18next.language);
  if (CtiError.is(error, 'CONTROL_FAILED')) {
    const { failureCode, failureName, ccxErrorCode, ccxErrorName, text } = error.details;
    const failure = words(table, failureName) ?? controlFailureCodes.sentence(failureCode);
    const detail =
      ccxErrorCode === 0 ? '' : (words(table, ccxErrorName) ?? ccxErrorCodes.sentence(ccxErrorCode));
    return {
      sentence: t('errors.CONTROL_FAILED', { reason: joined(failure, detail, text) }),
      code: [coded(failureName, failureCode), ccxErrorCode === 0 ? '' : coded(ccxErrorName, ccxErrorCode)]
        .filter(Boolean)
        .join(' · '),
    };
  }
  if (CtiError.is(error, 'REQUEST_FAILED') || CtiError.is(error, 'OPEN_REFUSED')) {
    const { status, statusName, text } = error.details;
    const reason = joined(words(table, statusName) ?? errorStatusCodes.sentence(status), '', text);
    const key = error.code === 'REQUEST_FAILED' ? 'errors.REQUEST_FAILED' : 'errors.OPEN_REFUSED';
    return { sentence: t(key, { reason }), code: coded(statusName, status) };
  }
  if (CtiError.is(error, 'RELAY_REFUSED'))
    return { sentence: t('errors.RELAY_REFUSED', { reason: error.details.sentence }) };
  if (CtiError.is(error, 'NOT_POSSIBLE')) {
    const { action, reason } = error.details;
    return { sentence: t('errors.NOT_POSSIBLE', { reason: notPossible(action, reason) }) };
  }
  return { sentence: plain(error, t) };
}

/** Why an action is not possible now: the SDK's reason in the page's language. */
export function notPossible(action: string, reason: string): string {
  const known: Readonly<Partial<Record<string, string>>> | undefined = codeWordsOf(i18next.language)?.actions;
  return known?.[action] ?? reason;
}

/** What can go wrong on the way to the server. */
function plain({ code, message }: CtiError, t: TFunction): string {
  switch (code) {
    case 'SESSION_NOT_READY':
    case 'SESSION_CLOSED':
    case 'SESSION_REPLACED':
    case 'REQUEST_TIMEOUT':
    case 'CONNECT_FAILED':
    case 'CONNECT_TIMEOUT':
    case 'LINK_LOST':
    case 'HEARTBEAT_LOST':
      return t(`errors.${code}`);
    default:
      return message;
  }
}

const words = (table: CodeWords | undefined, name: string | undefined): string | undefined =>
  table?.codes[name as CodeName];

const coded = (name: string | undefined, number: number): string =>
  name === undefined || name === String(number) ? String(number) : `${name} ${number}`;

/** What the server says beside its code comes in its own words. */
function joined(sentence: string, detail: string, text: string | undefined): string {
  return [sentence, detail, text === undefined || text === '' ? '' : `(${text})`].filter(Boolean).join(' ');
}
