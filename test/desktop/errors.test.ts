import i18next, { type TFunction } from 'i18next';
import { CtiError } from 'rxcti';
import { beforeAll, describe, expect, it } from 'vitest';
import { arabicCodes } from '../../demo/desktop/languages/codes/arabic.ts';
import { germanCodes } from '../../demo/desktop/languages/codes/german.ts';
import { english } from '../../demo/desktop/languages/english.ts';
import { describeError, notPossibleReason } from '../../demo/desktop/languages/errors.ts';
import { german } from '../../demo/desktop/languages/german.ts';

const refused = (failureCode: number, failureName: string, more = {}): CtiError =>
  new CtiError('CONTROL_FAILED', 'MAKE_CALL_REQ refused: ...', {
    request: 'MAKE_CALL_REQ',
    failureCode,
    failureName,
    ccxErrorCode: 0,
    ...more,
  });

describe('describeError', () => {
  let t: TFunction;
  beforeAll(async () => {
    t = await i18next.init({
      lng: 'en',
      interpolation: { escapeValue: false },
      resources: { en: { translation: english }, de: { translation: german } },
    });
  });

  it.each([
    ['en', refused(14, 'CF_INVALID_DESTINATION'), 'Refused: The dialed destination is not valid.'],
    ['de', refused(14, 'CF_INVALID_DESTINATION'), 'Abgelehnt: Die gewählte Nummer gibt es nicht.'],
    // Not translated: the English sentence.
    ['de', refused(62, 'CF_TIME_STAMP_VIOLATED'), 'Abgelehnt: The time stamp of the request is wrong.'],
    ['de', refused(999, '999'), 'Abgelehnt: Unknown control failure 999.'],
    [
      'de',
      refused(33, 'CF_RESOURCE_BUSY', {
        ccxErrorCode: 88005,
        ccxErrorName: 'CCX_AGENT_DEVICE_BUSY',
        text: 'line 2',
      }),
      'Abgelehnt: Etwas, das dafür gebraucht wird, ist besetzt. Das Telefon des Agenten ist besetzt. (line 2)',
    ],
    [
      'de',
      new CtiError('OPEN_REFUSED', '...', { status: 10, statusName: 'E_CTI_DEVICE_IN_USE' }),
      'Der Server hat die Sitzung nicht eröffnet: Das Telefon wird schon von einem anderen Programm benutzt.',
    ],
    [
      'de',
      new CtiError('NOT_POSSIBLE', '...', { action: 'hold', reason: 'The call cannot be held at 2001.' }),
      'Jetzt nicht möglich: Dieser Anruf lässt sich nicht halten.',
    ],
  ])('describes an error in %s: %s', async (language, error, sentence) => {
    await i18next.changeLanguage(language);
    expect(describeError(error, t).sentence).toBe(sentence);
  });

  it('translates why an action is not possible', async () => {
    await i18next.changeLanguage('de');
    expect(notPossibleReason('bargeIn', 'Nobody talks at 2001.')).toBe('Hier spricht gerade niemand.');
    await i18next.changeLanguage('en');
    expect(notPossibleReason('bargeIn', 'Nobody talks at 2001.')).toBe('Nobody talks at 2001.');
  });

  it('returns the code name and number of the server', async () => {
    await i18next.changeLanguage('de');
    const busy = { ccxErrorCode: 88005, ccxErrorName: 'CCX_AGENT_DEVICE_BUSY' };
    expect(describeError(refused(33, 'CF_RESOURCE_BUSY', busy), t).code).toBe(
      'CF_RESOURCE_BUSY 33 · CCX_AGENT_DEVICE_BUSY 88005',
    );
    expect(describeError(refused(999, '999'), t).code).toBe('999');
    const failed = { request: 'SUPERVISOR_ASSIST_REQ', status: 17, statusName: 'E_CTI_UNSPECIFIED_FAILURE' };
    expect(describeError(new CtiError('REQUEST_FAILED', '...', failed), t).code).toBe(
      'E_CTI_UNSPECIFIED_FAILURE 17',
    );
  });

  it('all translations have the same codes', () => {
    expect(Object.keys(arabicCodes.codes)).toEqual(Object.keys(germanCodes.codes));
    expect(Object.keys(arabicCodes.actions)).toEqual(Object.keys(germanCodes.actions));
  });
});
