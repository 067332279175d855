/** Outbound preview: contact data with accept, skip and reject. */
import { PhoneCall, SkipForward, X } from 'lucide-react';
import { useState } from 'react';
import { MenuItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { BAResponse } from 'rxcti/protocol';
import { useCall, useCommand, useDuration } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Duration, formatDuration } from '../design/duration.tsx';
import { ErrorMessage } from '../design/error-message.tsx';
import { MoreMenu } from '../design/more-menu.tsx';
import { useDesktopSession } from '../session/session-context.ts';
import { useLastReady } from '../shell/last-ready.ts';
import { shortcutLabel, useShortcut } from '../shell/shortcuts.ts';
import { contactFromCall } from './reservation.ts';

/** Responses offered in the menu. Each has a different effect on the campaign. */
const menuResponses = {
  [BAResponse.SkipClose]: ['preview.skipClose', 'preview.skipCloseHint'],
  [BAResponse.RejectClose]: ['preview.rejectClose', 'preview.rejectCloseHint'],
  [BAResponse.CancelReservation]: ['preview.cancel', 'preview.cancelHint'],
} as const;

export function PreviewCard({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const { account, setup } = useDesktopSession();
  const at = { at: account.extension };
  const { call, can, setData } = useCall(id);
  const [answered, setAnswered] = useState(false);
  const respond = useCommand(async (response: BAResponse) => {
    await setData({ namedVariables: { BAResponse: response } }, at);
    setAnswered(true); // The result arrives as events.
  });
  const possible = useLastReady(can('setData', at));
  const isLive = possible.isLive && !answered && !respond.pending;
  const press = (response: BAResponse) => () => void respond.run(response);
  useShortcut('answer', isLive ? press(BAResponse.Accept) : undefined);
  useShortcut('skip', isLive ? press(BAResponse.Skip) : undefined);
  useShortcut('hangUp', isLive ? press(BAResponse.Reject) : undefined);
  if (call === undefined) return null;
  const { customer, number, campaign, account: customerAccount } = contactFromCall(call);
  const facts = [
    [t('preview.number'), number, true],
    [t('preview.campaign'), campaign, false],
    [t('preview.account'), customerAccount, true],
  ] as const;
  const cannot = isLive ? undefined : t('errors.SESSION_NOT_READY');
  const { previewSeconds } = setup;
  return (
    <article
      className={`card call-card tone-ringing ${call.stale ? 'stale' : ''}`}
      data-state="alerting"
      aria-label={`${t('preview.title')}: ${customer || number || t('common.unknown')}`}
    >
      <header className="call-header">
        <div className="call-party">
          <p className="call-kind small">
            <PhoneCall aria-hidden />
            {t('preview.title')}
          </p>
          <h2 className="call-caller">{customer || number || t('common.unknown')}</h2>
        </div>
        <div className="call-state">
          {previewSeconds === undefined ? (
            <p className="call-timer">
              <Duration since={call.startedAt} />
            </p>
          ) : (
            <Countdown since={call.startedAt} seconds={previewSeconds} />
          )}
        </div>
      </header>
      {possible.value && (
        <div className="call-controls" role="toolbar" aria-label={t('actions.label')}>
          <Button
            kind="go"
            icon={<PhoneCall aria-hidden />}
            disabledReason={cannot}
            shortcut={shortcutLabel('answer')}
            onPress={press(BAResponse.Accept)}
          >
            {t('preview.accept')}
          </Button>
          <Button
            icon={<SkipForward aria-hidden />}
            disabledReason={cannot}
            shortcut={shortcutLabel('skip')}
            onPress={press(BAResponse.Skip)}
          >
            {t('preview.skip')}
          </Button>
          <Button
            icon={<X aria-hidden />}
            disabledReason={cannot}
            shortcut={shortcutLabel('hangUp')}
            onPress={press(BAResponse.Reject)}
          >
            {t('preview.reject')}
          </Button>
          <MoreMenu
            label={t('preview.more')}
            isDisabled={!isLive}
            onAction={(response) => void respond.run(response as keyof typeof menuResponses)}
          >
            {Object.entries(menuResponses).map(([response, [words, hint]]) => (
              <MenuItem
                key={response}
                id={response}
                className="menu-item menu-item-with-hint"
                textValue={t(words)}
              >
                <span>{t(words)}</span>
                <span className="small muted">{t(hint)}</span>
              </MenuItem>
            ))}
          </MoreMenu>
        </div>
      )}
      <ErrorMessage error={respond.error} onClose={respond.reset} />
      <dl className="call-data">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value, isNumber]) => (
            <div key={name} className="call-data-item">
              <dt>{name}</dt>
              <dd>{isNumber ? <span className="number">{value}</span> : <bdi>{value}</bdi>}</dd>
            </div>
          ))}
      </dl>
    </article>
  );
}

/** Time left to respond. */
function Countdown({ since, seconds }: { readonly since: number; readonly seconds: number }) {
  const { t } = useTranslation();
  const leftMs = since + seconds * 1000 - useDuration(0);
  const left = Math.min(seconds, Math.max(0, Math.ceil(leftMs / 1000)));
  return (
    <p className="state" role="timer">
      {t('preview.within', { time: formatDuration(left * 1000) })}
    </p>
  );
}
