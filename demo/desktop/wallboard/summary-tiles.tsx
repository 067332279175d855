/** Summary of the contact center in seven numbers. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '../design/state-tones.ts';
import { serviceLevel, type Totals } from './minute-buffer.ts';
import type { AgentCounts } from './queue-rows.ts';
import { ServiceLevel, serviceLevelTone } from './service-level.tsx';
import { WaitTime } from './wait-time.tsx';

export interface SummaryTilesProps {
  readonly waiting: number;
  readonly longestWaitingSince: number | undefined;
  readonly staleSince: number | undefined;
  readonly agentCounts: AgentCounts;
  /** Of the last hour. */
  readonly totals: Totals;
  readonly serviceLevelSeconds: number;
}

export function SummaryTiles(props: SummaryTilesProps) {
  const { waiting, longestWaitingSince, staleSince, agentCounts, totals, serviceLevelSeconds } = props;
  const { t } = useTranslation();
  const level = serviceLevel(totals);
  const { inTime, late, abandoned } = totals;
  return (
    <dl className="board-tiles">
      <Tile label={t('wallboard.waiting')} tone={waiting > 0 ? 'ringing' : 'off'} large>
        {waiting}
      </Tile>
      <Tile label={t('wallboard.longest')} tone={waiting > 0 ? 'ringing' : 'off'} large>
        <WaitTime since={longestWaitingSince} staleSince={staleSince} />
      </Tile>
      <Tile
        label={t('wallboard.serviceLevel')}
        note={
          level === undefined
            ? t('wallboard.serviceLevelHint', { seconds: serviceLevelSeconds })
            : t('wallboard.answeredOf', { answered: inTime + late, abandoned })
        }
        tone={serviceLevelTone(level)}
        large
      >
        <ServiceLevel level={level} />
      </Tile>
      <Tile label={t('wallboard.available')} tone="ready">
        {agentCounts.ready}
      </Tile>
      <Tile label={t('wallboard.talking')} tone="busy">
        {agentCounts.talking}
      </Tile>
      <Tile label={t('wallboard.work')} tone="work">
        {agentCounts.work}
      </Tile>
      <Tile label={t('wallboard.notReady')} tone="away">
        {agentCounts.notReady}
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
