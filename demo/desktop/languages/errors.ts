/** What went wrong, as a sentence in the page's language. */
import type { TFunction } from 'i18next';
import { CtiError } from 'rxcti';

/**
 * The sentence of an error. The reasons that the server gives, or that `cannot` gives, are the product's own and stay in
 * English; what they mean for the person is said around them.
 */
export function sentenceOf(error: Error, t: TFunction): string {
  if (!CtiError.is(error)) return error.message;
  switch (error.code) {
    case 'NOT_POSSIBLE':
      return t('errors.NOT_POSSIBLE', { reason: (error as CtiError<'NOT_POSSIBLE'>).details.reason });
    case 'RELAY_REFUSED':
      return t('errors.RELAY_REFUSED', { reason: (error as CtiError<'RELAY_REFUSED'>).details.sentence });
    case 'CONTROL_FAILED':
    case 'REQUEST_FAILED':
    case 'OPEN_REFUSED':
      return t(`errors.${error.code}`, { reason: withoutRequest(error.message) });
    case 'SESSION_NOT_READY':
    case 'SESSION_CLOSED':
    case 'SESSION_REPLACED':
    case 'REQUEST_TIMEOUT':
    case 'CONNECT_FAILED':
    case 'CONNECT_TIMEOUT':
    case 'LINK_LOST':
    case 'HEARTBEAT_LOST':
      return t(`errors.${error.code}`);
    default:
      return error.message;
  }
}

/** `HOLD_CALL_REQ refused: The call ...` without the name of the request, which is for programmers. */
function withoutRequest(message: string): string {
  return message.replace(/^(?:[A-Z_]+ (?:refused|failed)|the server refused the session): /, '');
}
