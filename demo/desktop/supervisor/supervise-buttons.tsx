/** Buttons for barge-in, intercept and leaving a call; rendered only while enabled. */
import { Ear, LogOut, PhoneIncoming } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCtiClient } from 'rxcti/react';
import { agentName, connectionAt } from '../agent/parties.ts';
import { Button } from '../design/button.tsx';
import { useCurrentAgent, useDesktopSession } from '../session/session-context.ts';
import type { SuperviseHandler } from './supervise-dialog.tsx';
import type { CallRow } from './team-rows.ts';

export interface SuperviseButtonsProps {
  readonly row: CallRow;
  readonly onSupervise: SuperviseHandler;
  /** Shows labels beside the icons. Default false. */
  readonly words?: boolean;
}

export function SuperviseButtons({ row, onSupervise, words = false }: SuperviseButtonsProps) {
  const { t } = useTranslation();
  const { extension: own } = useDesktopSession().account;
  // Renders again when the supervisor's own agent changes: the actions depend on it, while the row changes only with
  // its call.
  useCurrentAgent();
  const live = useCtiClient().calls.get(row.call.id);
  if (live === undefined) return null;
  const { call } = row;
  const present = connectionAt(call, own) !== undefined;
  // The first agent who is talking; in a conference of two agents both are heard.
  const agent = row.agents.find(
    ({ extension = '' }) => extension !== own && live.can('bargeIn', { at: extension }),
  );
  if (agent?.extension === undefined) return null;
  const { extension } = agent;
  const name = agentName(agent);
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
            iconOnly={!words}
            onPress={() => onSupervise(action, call, extension, name)}
          >
            {words ? t(`supervisor.${action}`) : `${t(`supervisor.${action}`)}: ${name}`}
          </Button>
        );
      })}
    </span>
  );
}
