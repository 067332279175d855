/** Why an agent is in a state, in words: the contact centre's own reasons first, then those of its administrator. */
import type { TFunction } from 'i18next';
import type { Agent } from 'rxcti';
import { AgentStateReason } from 'rxcti/protocol';
import type { Setup } from '../session/setup.ts';

const own = {
  [AgentStateReason.AGT_RNA]: 'state.noAnswer',
  [AgentStateReason.AGT_NON_ICD]: 'state.ownCall',
  [AgentStateReason.AGT_OFFHOOK]: 'state.ownCall',
  [AgentStateReason.AGT_PHONE_DOWN]: 'state.phoneDown',
  [AgentStateReason.AGT_LOGON]: 'state.loggedIn',
  [AgentStateReason.SUP_AGT_TO_NOT_READY]: 'state.bySupervisor',
} as const;

export function reasonWords({ reasonCode, state }: Agent, reasons: Setup['reasons'], t: TFunction): string {
  if (reasonCode === 0) return '';
  if (reasonCode in own) return t(own[reasonCode as keyof typeof own]);
  const list = state === 'loggedOut' ? reasons.logout : reasons.notReady;
  const known = list.find(({ code }) => code === reasonCode);
  return known?.name ?? t('state.reasonCode', { code: reasonCode });
}
