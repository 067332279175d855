/** Outbound preview: somebody is to be called. Look at the record, then take it or leave it. */
import { PhoneCall, SkipForward, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Call } from 'rxcti';
import { BAResponse, CallType } from 'rxcti/protocol';
import { useCall, useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Duration } from '../design/duration.tsx';
import { Problem } from '../design/problem.tsx';
import { useDesk } from '../session/desk-context.ts';
import { useSteady } from '../shell/steady.ts';

/** Not a call yet: the contact centre offers one. */
export const isReservation = (call: Call): boolean => call.callType === CallType.CALLTYPE_RESERVATION;

export function PreviewCard({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const { extension } = useDesk().account;
  const { call, can, setData } = useCall(id);
  const respond = useCommand((response: BAResponse) =>
    setData({ namedVariables: { BAResponse: response } }, { at: extension }),
  );
  const possible = useSteady(can('setData', { at: extension }));
  if (call === undefined) return null;
  const named = (name: string): string => call.namedVariables.get(name) ?? '';
  const facts = [
    [t('preview.customer'), named('BABuddyName').replace(',', ' '), false],
    [t('preview.number'), call.ani ?? '', true],
    [t('preview.campaign'), named('BACampaign'), false],
    [t('preview.account'), named('BAAccountNumber'), true],
  ] as const;
  const cannot = possible.isLive ? undefined : t('errors.SESSION_NOT_READY');
  const press = (response: BAResponse) => () => void respond.run(response);
  return (
    <article
      className={`card call-card tone-ringing ${call.stale ? 'stale' : ''}`}
      data-state="alerting"
      aria-label={t('preview.title')}
    >
      <header className="call-head">
        <div className="call-who">
          <p className="call-kind small">
            <PhoneCall aria-hidden />
            {t('preview.title')}
          </p>
          <h2 className="call-caller">{facts[0][1] || t('calls.unknownCaller')}</h2>
        </div>
        <p className="call-timer">
          <Duration since={call.startedAt} />
        </p>
      </header>
      {possible.value && (
        <div className="call-controls" role="toolbar" aria-label={t('actions.label')}>
          <Button
            kind="go"
            icon={<PhoneCall aria-hidden />}
            cannot={cannot}
            onPress={press(BAResponse.Accept)}
          >
            {t('preview.accept')}
          </Button>
          <Button icon={<SkipForward aria-hidden />} cannot={cannot} onPress={press(BAResponse.Skip)}>
            {t('preview.skip')}
          </Button>
          <Button icon={<X aria-hidden />} cannot={cannot} onPress={press(BAResponse.Reject)}>
            {t('preview.reject')}
          </Button>
          <Button kind="plain" cannot={cannot} onPress={press(BAResponse.SkipClose)}>
            {t('preview.skipClose')}
          </Button>
          <Button kind="plain" cannot={cannot} onPress={press(BAResponse.RejectClose)}>
            {t('preview.rejectClose')}
          </Button>
          <Button kind="plain" cannot={cannot} onPress={press(BAResponse.CancelReservation)}>
            {t('preview.cancel')}
          </Button>
        </div>
      )}
      <Problem error={respond.error} onClose={respond.reset} />
      <dl className="call-data">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value, isNumber]) => (
            <div key={name} className="call-datum">
              <dt>{name}</dt>
              <dd>{isNumber ? <span className="number">{value}</span> : <bdi>{value}</bdi>}</dd>
            </div>
          ))}
      </dl>
    </article>
  );
}
