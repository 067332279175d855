/** Agents by state: numbers, and a bar in their proportions. */
import { useTranslation } from 'react-i18next';
import type { Staff } from './queue-rows.ts';

const parts = [
  ['ready', 'ready'],
  ['talking', 'busy'],
  ['work', 'work'],
  ['notReady', 'away'],
] as const;

export function StaffBar({ staff }: { readonly staff: Staff }) {
  const { t } = useTranslation();
  const { ready, talking, work, notReady } = staff;
  const present = ready + talking + work + notReady;
  return (
    <span className="staff">
      <span className="unseen">{t('wallboard.staff', { ready, talking, work, notReady })}</span>
      <span className="staff-numbers numbers" aria-hidden>
        {parts.map(([group, tone]) => (
          <span key={group} className={`tone-${tone}`} data-zero={staff[group] === 0 || undefined}>
            {staff[group]}
          </span>
        ))}
      </span>
      <span className="staff-bar" aria-hidden>
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
