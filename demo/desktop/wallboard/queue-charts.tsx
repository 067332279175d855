/** The charts. They are hidden from screen readers: the title states the total, and the table has the numbers. */
import { memo, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { type Slot, serviceLevel } from './minute-buffer.ts';
import { percentFormat } from './service-level.tsx';

export interface ChartSlot extends Slot {
  readonly time: string;
  /** Undefined if unknown; nothing is drawn then. */
  readonly level: number | undefined;
}

interface ChartProps {
  readonly slots: readonly ChartSlot[];
}

export const CallsChart = memo(function CallsChart({
  slots,
  minutes,
}: ChartProps & { readonly minutes: number }) {
  const { t } = useTranslation();
  const sum = (field: 'inTime' | 'late' | 'abandoned'): number =>
    slots.reduce((total, slot) => total + slot[field], 0);
  const parts = [
    ['inTime', 'ready'],
    ['late', 'away'],
    ['abandoned', 'danger'],
  ] as const;
  return (
    <Chart
      title={t('wallboard.perSlot', { minutes })}
      legend={parts.map(([field, tone]) => (
        <span key={field} className={`chart-key tone-${tone}`}>
          {t(`wallboard.${field}`)} <b className="numbers">{sum(field)}</b>
        </span>
      ))}
    >
      {(axes) => (
        <BarChart
          data={slots as ChartSlot[]}
          margin={axes.margin}
          accessibilityLayer={false}
          barCategoryGap="18%"
        >
          {axes.all}
          {parts.map(([field, tone], index) => (
            <Bar
              key={field}
              dataKey={field}
              stackId="calls"
              fill={`var(--${tone})`}
              isAnimationActive={false}
              radius={index === parts.length - 1 ? 2 : 0}
            />
          ))}
        </BarChart>
      )}
    </Chart>
  );
});

const isKnown = (slot: ChartSlot): boolean => slot.isKnown || slot.maxWaiting > 0;

export const WaitingChart = memo(function WaitingChart({ slots }: ChartProps) {
  const { t } = useTranslation();
  const known = slots.filter(isKnown);
  const most = Math.max(0, ...known.map(({ maxWaiting }) => maxWaiting));
  return (
    <Chart
      title={t('wallboard.waitingChart')}
      legend={<b className="numbers tone-ringing chart-sum">{most}</b>}
    >
      {(axes) => (
        <AreaChart data={slots as ChartSlot[]} margin={axes.margin} accessibilityLayer={false}>
          {axes.all}
          <Area
            dataKey={(slot: ChartSlot) => (isKnown(slot) ? slot.maxWaiting : null)}
            type="stepAfter"
            stroke="var(--ringing)"
            strokeWidth={2}
            fill="var(--ringing)"
            fillOpacity={0.16}
            isAnimationActive={false}
            activeDot={false}
            dot={known.length === 1}
          />
        </AreaChart>
      )}
    </Chart>
  );
});

export const ServiceLevelChart = memo(function ServiceLevelChart({ slots }: ChartProps) {
  const { t, i18n } = useTranslation();
  const percent = percentFormat(i18n.language);
  const totals = slots.reduce(
    (sum, { inTime, late, abandoned }) => ({
      inTime: sum.inTime + inTime,
      late: sum.late + late,
      abandoned: sum.abandoned + abandoned,
    }),
    { inTime: 0, late: 0, abandoned: 0 },
  );
  const level = serviceLevel(totals);
  return (
    <Chart
      title={t('wallboard.levelChart')}
      legend={
        <b className="numbers tone-busy chart-sum">{level === undefined ? '–' : percent.format(level)}</b>
      }
      domain={[0, 1]}
      format={(value) => percent.format(value)}
    >
      {(axes) => (
        <LineChart data={slots as ChartSlot[]} margin={axes.margin} accessibilityLayer={false}>
          {axes.all}
          <ReferenceLine y={0.8} stroke="var(--ready)" strokeDasharray="4 4" />
          <Line
            dataKey="level"
            type="monotone"
            stroke="var(--busy)"
            strokeWidth={2.5}
            dot={slots.filter(({ level: one }) => one !== undefined).length < 3}
            activeDot={false}
            connectNulls
            isAnimationActive={false}
          />
        </LineChart>
      )}
    </Chart>
  );
});

interface Axes {
  readonly all: ReactNode;
  /** Space for the upper half of the highest tick label and for the last time label. */
  readonly margin: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
}

interface FrameProps {
  readonly title: string;
  readonly legend: ReactNode;
  readonly domain?: [number, number];
  readonly format?: (value: number) => string;
  readonly children: (axes: Axes) => ReactElement;
}

function Chart({ title, legend, domain, format, children }: FrameProps) {
  const { i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const em = useEm(box);
  const rightToLeft = i18n.dir() === 'rtl';
  // Half of the last label may extend beyond the axis.
  const last = em * 1.6;
  const margin = {
    top: em * 0.6,
    right: rightToLeft ? 4 : last,
    bottom: 0,
    left: rightToLeft ? last : 4,
  };
  const tick = { fontSize: em * 0.78, fill: 'var(--text-soft)' };
  const all = (
    <>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="time"
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--line)' }}
        minTickGap={em * 2.5}
        tickMargin={em * 0.4}
        height={em * 2}
        reversed={rightToLeft}
      />
      <YAxis
        tick={tick}
        tickLine={false}
        axisLine={false}
        width={em * 3}
        allowDecimals={domain !== undefined}
        tickCount={4}
        orientation={rightToLeft ? 'right' : 'left'}
        {...(domain === undefined ? {} : { domain, ticks: [0, 0.5, 0.8, 1] })}
        {...(format === undefined ? {} : { tickFormatter: format })}
      />
    </>
  );
  return (
    <figure className="chart">
      <figcaption className="chart-title small">
        <span>{title}</span>
        <span className="chart-legend">{legend}</span>
      </figcaption>
      <div className="chart-box" ref={box} aria-hidden dir="ltr">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 300, height: 100 }}>
          {children({ all, margin })}
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

/** Font size in pixels; larger on TV screens. */
function useEm(box: { readonly current: HTMLElement | null }): number {
  const [em, setEm] = useState(14);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setEm(Number.parseFloat(getComputedStyle(element).fontSize)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return em;
}
