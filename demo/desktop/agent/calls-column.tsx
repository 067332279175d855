/** The calls at the agent's phone, the active one first. */
import { Coffee, PhoneIncoming } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCalls } from 'rxcti/react';
import { useCurrentAgent, useDesktopSession } from '../session/session-context.ts';
import { useRestoreFocus } from '../shell/restore-focus.ts';
import { CallCard } from './call-card.tsx';
import { connectionAt } from './parties.ts';
import { PreviewCard } from './preview-card.tsx';
import { isReservation } from './reservation.ts';

const order = ['alerting', 'connected', 'initiated', 'held'];

export function CallsColumn() {
  const { t } = useTranslation();
  const column = useRef<HTMLElement>(null);
  useRestoreFocus(column, 'article');
  const { account } = useDesktopSession();
  const { agentId, extension } = account;
  const calls = useCalls(agentId);
  const rank = (call: (typeof calls)[number]): number =>
    order.indexOf(connectionAt(call, extension)?.state ?? '');
  const sorted = [...calls].sort((one, other) => rank(one) - rank(other) || one.startedAt - other.startedAt);
  return (
    <section ref={column} className="calls" aria-label={t('calls.title')} tabIndex={-1}>
      {sorted.map((call) =>
        isReservation(call) ? (
          <PreviewCard key={call.id} id={call.id} />
        ) : (
          <CallCard key={call.id} id={call.id} extension={extension} />
        ),
      )}
      {calls.length === 0 && <NoCalls />}
    </section>
  );
}

function NoCalls() {
  const { t } = useTranslation();
  const state = useCurrentAgent().agent?.state;
  const hint =
    state === 'ready'
      ? t('calls.noneReady')
      : state === 'work' || state === 'workReady'
        ? t('calls.noneWork')
        : state === 'loggedOut'
          ? t('calls.noneLoggedOut')
          : t('calls.noneNotReady');
  return (
    <div className="no-calls">
      <span className="no-calls-icon">
        {state === 'ready' ? <PhoneIncoming aria-hidden /> : <Coffee aria-hidden />}
      </span>
      <h2>{t('calls.none')}</h2>
      <p className="muted">{hint}</p>
    </div>
  );
}
