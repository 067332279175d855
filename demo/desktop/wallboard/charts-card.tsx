/**
 * Charts of the last hours for all queues or one: calls, callers waiting and service level. Also available as a table.
 */
import { ChartColumn, Table2 } from 'lucide-react';
import { memo, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCtiClient } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { useDesktopSession } from '../session/session-context.ts';
import { useStore } from '../shell/store.ts';
import { ChartTable } from './chart-table.tsx';
import { padSlots, serviceLevel } from './minute-buffer.ts';
import { CallsChart, type ChartSlot, ServiceLevelChart, WaitingChart } from './queue-charts.tsx';
import type { QueueHistory } from './queue-history.ts';

/** Redraw interval. */
const redrawSeconds = 5;
/** Minimum number of slots; empty ones are added in front. */
const minSlots = 30;

export interface ChartsCardProps {
  readonly history: QueueHistory;
  readonly queueId: number | undefined;
  readonly title: string;
  readonly television: boolean;
  /** Statistics of the server. */
  readonly children?: ReactNode;
}

export const ChartsCard = memo(function ChartsCard(props: ChartsCardProps) {
  const { history, title, television, children } = props;
  const { t, i18n } = useTranslation();
  const offsetMs = useClockOffsetMs();
  const [asTable, setAsTable] = useState(false);
  const minutes = slotMinutes(history.recordedSince, useCtiClient().clock.now());
  const slots = useSlots(props, minutes, 0);
  // The charts are redrawn in different seconds, because drawing all at once blocks the page.
  const waiting = useDeferredValue(useSlots(props, minutes, 2));
  const level = useDeferredValue(useSlots(props, minutes, 4));
  const calls = useDeferredValue(slots);
  const timeOf = (at: number): string =>
    new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' }).format(at + offsetMs);
  const { recordedSince, restoredUntil } = history;
  const known = slots.filter(({ at }) => at + minutes * 60_000 > (history.recordedSince ?? 0));
  const hasGaps = known.some(({ isKnown }) => !isKnown);

  return (
    <section className="card charts" aria-labelledby="charts-title">
      <header className="card-header">
        <div className="charts-title">
          <h2 id="charts-title" className="card-title">
            {title}
          </h2>
          <p className="muted small">
            {recordedSince === undefined
              ? t('wallboard.notYet')
              : t('wallboard.since', { time: timeOf(recordedSince) })}
            {restoredUntil !== undefined && `, ${t('wallboard.kept', { time: timeOf(restoredUntil) })}`}
            {hasGaps && `, ${t('wallboard.gaps')}`}
            {children}
          </p>
        </div>
        {!television && (
          <Button
            kind="plain"
            icon={asTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
            iconOnly
            onPress={() => setAsTable((before) => !before)}
          >
            {asTable ? t('wallboard.asChart') : t('wallboard.asTable')}
          </Button>
        )}
      </header>
      {asTable ? (
        <ChartTable slots={known} label={title} />
      ) : (
        <div className="charts-body">
          <CallsChart slots={calls} minutes={minutes} />
          <WaitingChart slots={waiting} />
          <ServiceLevelChart slots={level} />
        </div>
      )}
    </section>
  );
});

/** Slots of a chart, recomputed every `redrawSeconds`; `turn` shifts the second. */
function useSlots(
  { history, queueId }: Pick<ChartsCardProps, 'history' | 'queueId'>,
  minutes: number,
  turn: number,
): readonly ChartSlot[] {
  const { clock } = useCtiClient();
  const { language } = useTranslation().i18n;
  const aheadMs = useClockOffsetMs();
  const version = Math.floor((useStore(history.version) + turn) / redrawSeconds);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says when the history has changed
  return useMemo(() => {
    const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
    return padSlots(history.slots(queueId, minutes, clock.now()), minutes, minSlots).map((slot) => ({
      ...slot,
      time: time.format(slot.at + aheadMs),
      level: serviceLevel(slot),
    }));
  }, [history, queueId, minutes, version, clock, aheadMs, language]);
}

/** Server clock offset for time labels, rounded so that small drift causes no redraw. */
const useClockOffsetMs = (): number => Math.round(useDesktopSession().clockOffsetMs() / 10_000) * 10_000;

/** Slots of one minute in the first hour, then of five. */
function slotMinutes(recordedSince: number | undefined, now: number): number {
  return recordedSince === undefined || now - recordedSince < 60 * 60_000 ? 1 : 5;
}
