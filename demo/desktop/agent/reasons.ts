/** Text of an agent's reason code: system reasons first, then those configured in `setup.json`. */
import type { TFunction } from 'i18next';
import type { Agent } from 'rxcti';
import { AgentStateReason } from 'rxcti/protocol';
import type { Setup } from '../session/setup.ts';

const systemReasons = {
  [AgentStateReason.AGT_RNA]: 'state.noAnswer',
  [AgentStateReason.AGT_NON_ICD]: 'state.ownCall',
  [AgentStateReason.AGT_OFFHOOK]: 'state.ownCall',
  [AgentStateReason.AGT_PHONE_DOWN]: 'state.phoneDown',
  [AgentStateReason.AGT_LOGON]: 'state.loggedIn',
  [AgentStateReason.AGT_PHONE_UP]: 'state.phoneUp',
  [AgentStateReason.AGT_CONN_DOWN]: 'state.desktopGone',
  [AgentStateReason.CCX_FAILURE]: 'state.serverFailed',
  [AgentStateReason.CM_FAILOVER]: 'state.serverFailed',
  [AgentStateReason.AGT_WORK_TIMER_EXP]: 'state.workOver',
  [AgentStateReason.AGT_EXTENSION_CONFLICT]: 'state.extensionTaken',
  [AgentStateReason.AGT_CANCEL_RESERVATION]: 'state.reservationCanceled',
  [AgentStateReason.AGT_RESERVED_OUTBOUND_DIRECTPREVIEW]: 'state.reservedForContact',
  [AgentStateReason.SUP_AGT_TO_NOT_READY]: 'state.bySupervisor',
  [AgentStateReason.SUP_AGT_TO_LOGOUT]: 'state.loggedOutBySupervisor',
} as const;

export function reasonText({ reasonCode, state }: Agent, reasons: Setup['reasons'], t: TFunction): string {
  if (reasonCode === 0) return '';
  if (reasonCode in systemReasons) return t(systemReasons[reasonCode as keyof typeof systemReasons]);
  const list = state === 'loggedOut' ? reasons.logout : reasons.notReady;
  const known = list.find(({ code }) => code === reasonCode);
  return known?.name ?? t('state.reasonCode', { code: reasonCode });
}
