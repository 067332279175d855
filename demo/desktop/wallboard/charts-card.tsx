/** The last hours of all queues or of one: calls, callers who waited, service level. Each is also a table. */
import { ChartColumn, Table2 } from 'lucide-react';
import { memo, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCtiClient } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { useDesk } from '../session/session-context.ts';
import { useStore } from '../shell/store.ts';
import { ChartTable } from './chart-table.tsx';
import { padded, type Slot, serviceLevel } from './minute-buffer.ts';
import { CallsChart, LevelChart, WaitingChart } from './queue-charts.tsx';
import type { QueueHistory } from './queue-history.ts';

/** Charts are drawn anew so often. */
const everySeconds = 5;
/** A chart is so many slots wide from the beginning. */
const leastSlots = 30;

export interface ChartsProps {
  readonly history: QueueHistory;
  readonly queueId: number | undefined;
  readonly title: string;
  readonly television: boolean;
  /** What the server itself has counted. */
  readonly children?: ReactNode;
}

export interface ChartSlot extends Slot {
  readonly time: string;
  /** Undefined while it is not known, so that nothing is drawn. */
  readonly level: number | undefined;
}

export const Charts = memo(function Charts(props: ChartsProps) {
  const { history, title, television, children } = props;
  const { t, i18n } = useTranslation();
  const aheadMs = useAheadMs();
  const [asTable, setAsTable] = useState(false);
  const minutes = minutesOf(history.knownSince, useCtiClient().clock.now());
  const slots = useSlots(props, minutes, 0);
  // Each chart in a second of its own: drawn together they would hold up the page.
  const waiting = useDeferredValue(useSlots(props, minutes, 2));
  const level = useDeferredValue(useSlots(props, minutes, 4));
  const calls = useDeferredValue(slots);
  const timeOf = (at: number): string =>
    new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' }).format(at + aheadMs);
  const { knownSince, keptUntil } = history;
  const known = slots.filter(({ at }) => at + minutes * 60_000 > (history.knownSince ?? 0));
  const hasGaps = known.some(({ isKnown }) => !isKnown);

  return (
    <section className="card charts" aria-labelledby="charts-title">
      <header className="card-head">
        <div className="charts-title">
          <h2 id="charts-title" className="card-title">
            {title}
          </h2>
          <p className="soft small">
            {knownSince === undefined
              ? t('wallboard.notYet')
              : t('wallboard.since', { time: timeOf(knownSince) })}
            {keptUntil !== undefined && `, ${t('wallboard.kept', { time: timeOf(keptUntil) })}`}
            {hasGaps && `, ${t('wallboard.gaps')}`}
            {children}
          </p>
        </div>
        {!television && (
          <Button
            kind="plain"
            icon={asTable ? <ChartColumn aria-hidden /> : <Table2 aria-hidden />}
            onlyIcon
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
          <LevelChart slots={level} />
        </div>
      )}
    </section>
  );
});

/** The slots of the charts, made anew every few seconds: `turn` says in which. */
function useSlots(
  { history, queueId }: Pick<ChartsProps, 'history' | 'queueId'>,
  minutes: number,
  turn: number,
): readonly ChartSlot[] {
  const { clock } = useCtiClient();
  const { language } = useTranslation().i18n;
  const aheadMs = useAheadMs();
  const version = Math.floor((useStore(history.version) + turn) / everySeconds);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says when the history has changed
  return useMemo(() => {
    const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
    return padded(history.slots(queueId, minutes, clock.now()), minutes, leastSlots).map((slot) => ({
      ...slot,
      time: time.format(slot.at + aheadMs),
      level: serviceLevel(slot),
    }));
  }, [history, queueId, minutes, version, clock, aheadMs, language]);
}

/** How far the contact center is ahead, for labels that tell minutes: what clocks drift by draws nothing anew. */
const useAheadMs = (): number => Math.round(useDesk().clockOffsetMs() / 10_000) * 10_000;

/** Minute by minute in the first hour, then five at a time. */
function minutesOf(knownSince: number | undefined, now: number): number {
  return knownSince === undefined || now - knownSince < 60 * 60_000 ? 1 : 5;
}
