/** Barge in or take over: there only where it is possible. */
import { Ear, LogOut, PhoneIncoming } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCtiClient } from 'rxcti/react';
import { legAt, nameOf } from '../agent/parties.ts';
import { Button } from '../design/button.tsx';
import { useDesk, useMe } from '../session/session-context.ts';
import type { Supervise } from './supervise-dialog.tsx';
import type { CallRow } from './team-rows.ts';

export interface SuperviseButtonsProps {
  readonly row: CallRow;
  readonly onSupervise: Supervise;
  /** With words, where there is room. */
  readonly words?: boolean;
}

export function SuperviseButtons({ row, onSupervise, words = false }: SuperviseButtonsProps) {
  const { t } = useTranslation();
  const { extension: own } = useDesk().account;
  // The row is another when its call changes; whether a supervisor may act hangs on the session and the own phone too.
  useMe();
  const live = useCtiClient().calls.get(row.call.id);
  if (live === undefined) return null;
  const { call } = row;
  const present = legAt(call, own) !== undefined;
  // The first agent who talks: in a conference of two agents both are heard in any case.
  const agent = row.agents.find(
    ({ extension = '' }) => extension !== own && live.can('bargeIn', { at: extension }),
  );
  if (agent?.extension === undefined) return null;
  const { extension } = agent;
  const name = nameOf(agent);
  const actions = present ? (['endSupervision'] as const) : (['bargeIn', 'intercept'] as const);
  return (
    <span className="supervise-buttons">
      {actions.map((action) => {
        const Icon = { bargeIn: Ear, intercept: PhoneIncoming, endSupervision: LogOut }[action];
        return (
          <Button
            key={action}
            {...(words ? {} : { kind: 'plain' as const })}
            icon={<Icon aria-hidden />}
            onlyIcon={!words}
            onPress={() => onSupervise(action, call, extension, name)}
          >
            {words ? t(`supervisor.${action}`) : `${t(`supervisor.${action}`)}: ${name}`}
          </Button>
        );
      })}
    </span>
  );
}
