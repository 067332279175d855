/** Screen pop: dialed number, entered digits and call variables. */
import { useTranslation } from 'react-i18next';
import type { Call } from 'rxcti';
import { useDesktopSession } from '../session/session-context.ts';

export function CallData({ call }: { readonly call: Call }) {
  const { t } = useTranslation();
  const { variables } = useDesktopSession().setup;
  const rows: [string, string, boolean?][] = [];
  if (call.dnis) rows.push([t('calls.dialed'), call.dnis, true]);
  if (call.callerEnteredDigits) rows.push([t('calls.entered'), call.callerEnteredDigits, true]);
  for (const [number, value] of Object.entries(call.variables)) {
    if (value !== '') rows.push([variables[number] ?? t('calls.variable', { number }), value]);
  }
  for (const [name, value] of call.namedVariables)
    if (value !== '') rows.push([variables[name] ?? labelFromName(name), value]);
  for (const [name, values] of call.namedArrays) {
    const shown = values.filter(Boolean).join(', ');
    if (shown !== '') rows.push([variables[name] ?? labelFromName(name), shown]);
  }
  if (rows.length === 0) return <p className="call-data-empty small muted">{t('calls.noData')}</p>;
  return (
    <dl className="call-data" aria-label={t('calls.data')}>
      {rows.map(([name, value, isNumber]) => (
        <div key={name} className="call-data-item">
          <dt>{name}</dt>
          <dd>{isNumber ? <span className="number">{value}</span> : <bdi>{value}</bdi>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Converts `user.AccountType` to `Account Type`. */
function labelFromName(name: string): string {
  return name
    .replace(/^user\./, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/^\w/, (letter) => letter.toUpperCase());
}
