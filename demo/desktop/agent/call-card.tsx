/** One call: caller, call data and available actions. */
import { ArrowDownLeft, ArrowUpRight, History, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { actualDevice, type Call } from 'rxcti';
import { CallType } from 'rxcti/protocol';
import { useCall, useQueues } from 'rxcti/react';
import { Duration } from '../design/duration.tsx';
import { callTones } from '../design/state-tones.ts';
import { useDesktopSession } from '../session/session-context.ts';
import { CallControls } from './call-controls.tsx';
import { CallData } from './call-data.tsx';
import { type NamesByNumber, useNamesByNumber } from './names-by-number.ts';
import { callerName, connectionAt, isOutgoing, otherConnections, otherNumber } from './parties.ts';
import { WrapUpReason } from './wrap-up.tsx';

export interface CallCardProps {
  readonly id: number;
  readonly extension: string;
}

export function CallCard({ id, extension }: CallCardProps) {
  const { t } = useTranslation();
  const { call, ...actions } = useCall(id);
  const names = useNamesByNumber();
  const { setup, history } = useDesktopSession();
  const { caller } = setup.variables;
  const queueId = call?.csqId ?? call?.queueIds[0];
  const queue = useQueues((queues) => (queueId === undefined ? undefined : queues.get(queueId)?.name));
  if (call === undefined) return null;
  const connection = connectionAt(call, extension);
  const state = connection?.state ?? call.state;
  const number = otherNumber(call, extension);
  const brought = call.consultOf === undefined ? callerName(call, caller) : undefined;
  const name = (number === undefined ? undefined : names.get(number)) ?? brought;
  const outgoing = isOutgoing(call, extension);
  const others = otherConnections(call, extension);
  const note = call.stale ? t('calls.stale') : call.restored ? t('calls.restored') : undefined;

  return (
    <article
      className={`card call-card tone-${callTones[state]} ${call.stale ? 'stale' : ''}`}
      data-state={state}
      aria-label={`${t(`calls.${state}`)}: ${name ?? number ?? t('calls.unknownCaller')}`}
    >
      <header className="call-header">
        <div className="call-party">
          <p className="call-kind small">
            {outgoing ? <ArrowUpRight aria-hidden /> : <ArrowDownLeft aria-hidden />}
            {kindOf(call, outgoing, t)}
            {queue !== undefined && <span className="queue-tag">{queue}</span>}
            {note !== undefined && (
              <span className="call-note" title={note}>
                <History aria-hidden /> {note}
              </span>
            )}
          </p>
          <h2 className="call-caller">
            {name !== undefined && <span>{name} </span>}
            {number === undefined ? t('calls.unknownCaller') : <span className="number">{number}</span>}
          </h2>
        </div>
        <div className="call-state">
          <p className="state">{t(`calls.${state}`)}</p>
          <p className="call-timer">
            <Duration since={connection === undefined ? call.since : history.since(call, connection)} />
          </p>
        </div>
      </header>
      <CallControls call={call} actions={actions} extension={extension} />
      {others.length > 1 && (
        <p className="call-parties small">
          <Users aria-hidden />
          {others.map(({ deviceId, state: theirs }) => (
            <span key={deviceId} className="party">
              <Party deviceId={deviceId} names={names} /> · {t(`calls.${theirs}`)}
            </span>
          ))}
        </p>
      )}
      <CallData call={call} />
      {call.consultOf === undefined && (
        <WrapUpReason call={call} setData={actions.setData} can={actions.can} extension={extension} />
      )}
    </article>
  );
}

function Party({ deviceId, names }: { readonly deviceId: string; readonly names: NamesByNumber }) {
  const number = actualDevice(deviceId);
  return (
    <>
      {names.get(number)} <span className="number">{number}</span>
    </>
  );
}

function kindOf(call: Call, outgoing: boolean, t: ReturnType<typeof useTranslation>['t']): string {
  if (call.callType === CallType.CALLTYPE_ASSIST) return t('calls.assist');
  if (call.callType === CallType.CALLTYPE_EMERGENCY) return t('calls.emergency');
  if (call.consultOf !== undefined) return t('calls.consult');
  if (call.connections.size > 2) return t('calls.conference', { count: call.connections.size });
  return outgoing ? t('calls.outgoing') : t('calls.incoming');
}
