/** Describes errors in the language of the page, with the server's code for support. */
import i18next, { type TFunction } from 'i18next';
import { CtiError } from 'rxcti';
import { ccxErrorCodes, controlFailureCodes, errorStatusCodes } from 'rxcti/protocol';
import { SignInError } from '../session/sign-in.ts';
import type { CodeName, CodeTranslation } from './codes/code-translation.ts';
import { codeTranslation } from './index.ts';

export interface ErrorDescription {
  readonly sentence: string;
  /** Code name and number as in the developer guide, such as `CF_INVALID_DESTINATION 14`. */
  readonly code?: string;
}

/** Returns the sentence and code of an error. A code without a translation is described in English. */
export function describeError(error: Error, t: TFunction): ErrorDescription {
  if (error instanceof SignInError)
    return { sentence: t(`signIn.${error.reason}`, { reason: error.message }) };
  if (!CtiError.is(error)) return { sentence: error.message };
  const table = codeTranslation(i18next.language);
  if (CtiError.is(error, 'CONTROL_FAILED')) {
    const { failureCode, failureName, ccxErrorCode, ccxErrorName, text } = error.details;
    const failure = codeText(table, failureName) ?? controlFailureCodes.sentence(failureCode);
    const detail =
      ccxErrorCode === 0 ? '' : (codeText(table, ccxErrorName) ?? ccxErrorCodes.sentence(ccxErrorCode));
    return {
      sentence: t('errors.CONTROL_FAILED', { reason: joinReason(failure, detail, text) }),
      code: [
        formatCode(failureName, failureCode),
        ccxErrorCode === 0 ? '' : formatCode(ccxErrorName, ccxErrorCode),
      ]
        .filter(Boolean)
        .join(' · '),
    };
  }
  if (CtiError.is(error, 'REQUEST_FAILED') || CtiError.is(error, 'OPEN_REFUSED')) {
    const { status, statusName, text } = error.details;
    const reason = joinReason(codeText(table, statusName) ?? errorStatusCodes.sentence(status), '', text);
    const key = error.code === 'REQUEST_FAILED' ? 'errors.REQUEST_FAILED' : 'errors.OPEN_REFUSED';
    return { sentence: t(key, { reason }), code: formatCode(statusName, status) };
  }
  if (CtiError.is(error, 'RELAY_REFUSED'))
    return { sentence: t('errors.RELAY_REFUSED', { reason: error.details.sentence }) };
  if (CtiError.is(error, 'NOT_POSSIBLE')) {
    const { action, reason } = error.details;
    return { sentence: t('errors.NOT_POSSIBLE', { reason: notPossibleReason(action, reason) }) };
  }
  return { sentence: connectionError(error, t) };
}

/** Why an action is not possible, in the language of the page if it is translated. */
export function notPossibleReason(action: string, reason: string): string {
  const known: Readonly<Partial<Record<string, string>>> | undefined = codeTranslation(
    i18next.language,
  )?.actions;
  return known?.[action] ?? reason;
}

/** Errors of the connection to the relay. */
function connectionError({ code, message }: CtiError, t: TFunction): string {
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

const codeText = (table: CodeTranslation | undefined, name: string | undefined): string | undefined =>
  table?.codes[name as CodeName];

const formatCode = (name: string | undefined, number: number): string =>
  name === undefined || name === String(number) ? String(number) : `${name} ${number}`;

/** Text that the server sends with a code is not translated. */
function joinReason(sentence: string, detail: string, text: string | undefined): string {
  return [sentence, detail, text === undefined || text === '' ? '' : `(${text})`].filter(Boolean).join(' ');
}
