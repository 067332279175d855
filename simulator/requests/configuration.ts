/**
 * CONFIG_REQUEST_KEY_EVENT, CONFIG_REQUEST_EVENT and TEAM_CONFIG_REQ.
 * Guide: Share configuration data, Share agent team configuration data.
 * @module
 */
import type { CtiMessage } from 'rxcti';
import {
  ConfigEndStatus,
  ConfigKeyStatus,
  ConfigType,
  ErrorStatus,
  ServiceMask,
  TeamConfigParam,
  type TeamConfigReq,
  TeamConfigStatus,
} from 'rxcti/protocol';
import { type Granted, grantedKinds, hasServices, type ServerSession } from 'rxcti/server';
import {
  type ConfigurationKeys,
  configurationBlock,
  configurationKinds,
  keyFields,
} from '../events/configuration-blocks.ts';
import { recordsOf } from '../events/configuration-records.ts';
import { teamEvents } from '../events/team-events.ts';
import type { ContactCenter } from '../model/contact-center.ts';
import type { UploadQueue } from '../sessions/upload-queue.ts';

/** CONFIG_REQUEST_KEY_EVENT: sends the keys of the kinds that the session was opened for. */
export function sendKeys(
  keys: ConfigurationKeys,
  online: boolean,
  granted: Granted,
  session: ServerSession,
): void {
  const { CONFIG_SUCCESS, CONFIG_SERVICE_PROVIDER, CONFIG_NO_KEY_SUPPORT } = ConfigKeyStatus;
  if (!hasServices(granted, ServiceMask.CTI_SERVICE_CONFIG_EVENTS)) {
    session.send({ type: 'CONFIG_KEY_EVENT', status: CONFIG_SERVICE_PROVIDER });
  } else if (!online) {
    session.send({ type: 'CONFIG_KEY_EVENT', status: CONFIG_NO_KEY_SUPPORT });
  } else {
    session.send({
      type: 'CONFIG_KEY_EVENT',
      status: CONFIG_SUCCESS,
      ...keyFields(keys, grantedKinds(granted)),
    });
  }
}

/** CONFIG_REQUEST_EVENT: a block for each requested kind, or only CONFIG_END_EVENT if there is nothing to send. */
export function configurationUpload(
  center: ContactCenter,
  keys: ConfigurationKeys,
  online: boolean,
  granted: Granted,
): readonly CtiMessage[] {
  const { CONFIG_SERVICE_PROVIDER, CONFIG_ERROR, CONFIG_EMPTY } = ConfigEndStatus;
  const end = (status: number, text: string): CtiMessage[] => [{ type: 'CONFIG_END_EVENT', status, text }];
  if (!hasServices(granted, ServiceMask.CTI_SERVICE_CONFIG_EVENTS)) {
    return end(CONFIG_SERVICE_PROVIDER, 'the session was opened without CTI_SERVICE_CONFIG_EVENTS');
  }
  if (!online) return end(CONFIG_ERROR, 'the server is offline');
  const asked = granted.configurationMask ?? 0;
  const kinds = asked & grantedKinds(granted);
  // An end without blocks, so that the client does not wait for them.
  if (asked !== 0 && kinds === 0) {
    return end(CONFIG_SERVICE_PROVIDER, 'the session was opened without these kinds in ConfigMsgMask');
  }
  return configurationKinds
    .filter((kind) => (kinds & kind) !== 0)
    .flatMap((kind) => {
      const records = recordsOf(center, kind, granted.version);
      if (records.length === 0) return end(CONFIG_EMPTY, 'nothing of this kind is configured');
      return configurationBlock(keys, kind, ConfigType.Initial, records);
    });
}

/** TEAM_CONFIG_REQ: all teams if requested, then the confirmation. */
export function sendTeams(
  center: ContactCenter,
  request: TeamConfigReq,
  granted: Granted,
  session: ServerSession,
  outbox: UploadQueue,
): void {
  if (!hasServices(granted, ServiceMask.CTI_SERVICE_SUPERVISOR)) {
    const text = 'the session was opened without CTI_SERVICE_SUPERVISOR';
    session.fail(request.invokeId, ErrorStatus.E_CTI_UNSPECIFIED_FAILURE, text);
    return;
  }
  const { invokeId, configParam } = request;
  const teams = configParam === TeamConfigParam.Initial ? center.config.teams : [];
  const events = teams.flatMap((team) => teamEvents(center, team));
  outbox.send(session, [...events, { type: 'TEAM_CONFIG_CONF', invokeId, status: TeamConfigStatus.Success }]);
}
