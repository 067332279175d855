/** The whole contact center in seven numbers. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '../design/state-tones.ts';
import { serviceLevel, type Totals } from './minute-buffer.ts';
import type { Staff } from './queue-rows.ts';
import { Level, levelTone } from './service-level.tsx';
import { Waited } from './wait-time.tsx';

export interface FiguresProps {
  readonly waiting: number;
  readonly longestWaitingSince: number | undefined;
  readonly staleSince: number | undefined;
  readonly staff: Staff;
  /** Of the last hour. */
  readonly totals: Totals;
  readonly serviceLevelSeconds: number;
}

export function Figures(props: FiguresProps) {
  const { waiting, longestWaitingSince, staleSince, staff, totals, serviceLevelSeconds } = props;
  const { t } = useTranslation();
  const level = serviceLevel(totals);
  const { inTime, late, abandoned } = totals;
  return (
    <dl className="board-figures">
      <Tile label={t('wallboard.waiting')} tone={waiting > 0 ? 'ringing' : 'off'} large>
        {waiting}
      </Tile>
      <Tile label={t('wallboard.longest')} tone={waiting > 0 ? 'ringing' : 'off'} large>
        <Waited since={longestWaitingSince} staleSince={staleSince} />
      </Tile>
      <Tile
        label={t('wallboard.serviceLevel')}
        note={
          level === undefined
            ? t('wallboard.serviceLevelHint', { seconds: serviceLevelSeconds })
            : t('wallboard.answeredOf', { answered: inTime + late, abandoned })
        }
        tone={levelTone(level)}
        large
      >
        <Level level={level} />
      </Tile>
      <Tile label={t('wallboard.available')} tone="ready">
        {staff.ready}
      </Tile>
      <Tile label={t('wallboard.talking')} tone="busy">
        {staff.talking}
      </Tile>
      <Tile label={t('wallboard.work')} tone="work">
        {staff.work}
      </Tile>
      <Tile label={t('wallboard.notReady')} tone="away">
        {staff.notReady}
      </Tile>
    </dl>
  );
}

interface TileProps {
  readonly label: string;
  readonly tone: Tone;
  readonly note?: string;
  readonly large?: boolean;
  readonly children: ReactNode;
}

function Tile({ label, tone, note, large, children }: TileProps) {
  return (
    <div className={`tile tone-${tone}`} data-large={large}>
      <dt>{label}</dt>
      <dd className="tile-number numbers">{children}</dd>
      {note !== undefined && <dd className="tile-note">{note}</dd>}
    </div>
  );
}
