/** Text of an alert. */
import { useTranslation } from 'react-i18next';
import { useCtiClient } from 'rxcti/react';
import { agentName } from '../agent/parties.ts';
import type { Alert } from './alerts.ts';

export function useAlertText(): (alert: Alert) => string {
  const { t } = useTranslation();
  const { agents, queues } = useCtiClient();
  return ({ kind, agentId, queueId = 0, deviceId = '' }) => {
    const agent = agentId === undefined ? undefined : agents.get(agentId)?.getSnapshot();
    const name = agent === undefined ? (agentId ?? (deviceId || t('alerts.somebody'))) : agentName(agent);
    switch (kind) {
      case 'longWait': {
        return t('alerts.longWait', { queue: queues.get(queueId)?.name ?? queueId });
      }
      case 'deviceDown':
        return agent === undefined
          ? t('alerts.deviceDown', { device: deviceId })
          : t('alerts.deviceDownOf', { device: deviceId, name });
      default:
        return t(`alerts.${kind}`, { name });
    }
  };
}
