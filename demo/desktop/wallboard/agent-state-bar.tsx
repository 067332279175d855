/** Agents by state: numbers and a proportional bar. */
import { useTranslation } from 'react-i18next';
import type { AgentCounts } from './queue-rows.ts';

const parts = [
  ['ready', 'ready'],
  ['talking', 'busy'],
  ['work', 'work'],
  ['notReady', 'away'],
] as const;

export function AgentStateBar({ staff }: { readonly staff: AgentCounts }) {
  const { t } = useTranslation();
  const { ready, talking, work, notReady } = staff;
  const present = ready + talking + work + notReady;
  return (
    <span className="agent-counts">
      <span className="visually-hidden">{t('wallboard.staff', { ready, talking, work, notReady })}</span>
      <span className="agent-counts-numbers numbers" aria-hidden>
        {parts.map(([group, tone]) => (
          <span key={group} className={`tone-${tone}`} data-zero={staff[group] === 0 || undefined}>
            {staff[group]}
          </span>
        ))}
      </span>
      <span className="agent-counts-bar" aria-hidden>
        {present > 0 &&
          parts.map(([group, tone]) =>
            staff[group] === 0 ? null : (
              <span key={group} className={`tone-${tone}`} style={{ flexGrow: staff[group] }} />
            ),
          )}
      </span>
    </span>
  );
}
