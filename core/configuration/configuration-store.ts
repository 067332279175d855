/**
 * The configuration, by kind, with the key of the server's version of each kind.
 * Guide: How configuration consistency is maintained; CONFIG_BEGIN_EVENT.
 * @module
 */

import type { AgentStore } from '../agents/agent-store.ts';
import { ConfigType, RecordType } from '../protocol/constants/configuration.ts';
import { ConfigurationMask } from '../protocol/constants/service-masks.ts';
import { SystemEventID } from '../protocol/constants/session.ts';
import type {
  ConfigAgentEventRecord,
  ConfigBeginEvent,
  ConfigKeyEvent,
  CtiMessage,
} from '../protocol/generated/messages.ts';
import { toHex } from '../protocol/strings.ts';
import type { ChangeQueue } from '../store/change-queue.ts';
import { createValueStore, type ValueStore } from '../store/collection-store.ts';
import {
  type Application,
  applicationOf,
  type Device,
  deviceOf,
  type Queue,
  queueOf,
  type Team,
  type Terminal,
  teamAfter,
  terminalOf,
} from './records.ts';

/** Kinds of configuration that have a key. */
export type ConfigKind = 'application' | 'csq' | 'agent' | 'device';

/** Configuration to keep between two runs, so that only what has changed is uploaded. Serializable as JSON. */
export interface SavedConfiguration {
  /** The key of each kind, 16 hexadecimal digits. */
  readonly keys: Readonly<Partial<Record<ConfigKind, string>>>;
  readonly agents: readonly ConfigAgentEventRecord[];
  readonly queues: readonly Queue[];
  readonly applications: readonly Application[];
  readonly devices: readonly Device[];
}

export interface ConfigurationStore {
  readonly queues: ValueStore<number, Queue>;
  readonly applications: ValueStore<number, Application>;
  readonly devices: ValueStore<string, Device>;
  readonly teams: ValueStore<number, Team>;
  readonly terminals: ValueStore<string, Terminal>;
  /** Applies a configuration event; returns false for any other event. */
  apply(event: CtiMessage): boolean;
  /** Returns the kinds whose keys differ from the server's, as {@link ConfigurationMask} bits. */
  outdatedMask(keys: ConfigKeyEvent): number;
  /**
   * Updates may be missed from now on. The key of a later update would cover the missed ones, so keys of updates are
   * ignored until `markComplete`.
   */
  markIncomplete(): void;
  /** The configuration is complete as of the last upload, and updates arrive again. */
  markComplete(): void;
  /** Makes the next upload fetch everything. */
  clearKeys(): void;
  /** Begins an upload of teams. Teams have no key: an upload replaces them all. */
  beginTeams(): void;
  endTeams(): void;
  save(): SavedConfiguration;
  complete(): void;
}

type KeyField = 'applicationConfigKey' | 'csqConfigKey' | 'agentConfigKey' | 'deviceConfigKey';

const kinds: readonly { kind: ConfigKind; bit: number; key: KeyField }[] = [
  { kind: 'application', bit: ConfigurationMask.Application, key: 'applicationConfigKey' },
  { kind: 'csq', bit: ConfigurationMask.CSQ, key: 'csqConfigKey' },
  { kind: 'agent', bit: ConfigurationMask.Agent, key: 'agentConfigKey' },
  { kind: 'device', bit: ConfigurationMask.Device, key: 'deviceConfigKey' },
];

export function createConfigurationStore(
  agents: AgentStore,
  saved: SavedConfiguration | undefined,
  queue?: ChangeQueue,
): ConfigurationStore {
  const queues = createValueStore<number, Queue>(queue);
  const applications = createValueStore<number, Application>(queue);
  const devices = createValueStore<string, Device>(queue);
  const teams = createValueStore<number, Team>(queue);
  const terminals = createValueStore<string, Terminal>(queue);
  const keys = new Map<ConfigKind, string>();
  const agentRecords = new Map<string, ConfigAgentEventRecord>();
  const devicesOutOfService = new Set<string>();
  let block: { begin: ConfigBeginEvent; seen: Map<ConfigKind, Set<string | number>> } | undefined;
  let isIncomplete = true;
  let teamsSeen: Set<number> | undefined;
  let terminalsSeen: Set<string> | undefined;

  function markSeen(kind: ConfigKind, key: string | number): void {
    const seen = block?.seen.get(kind);
    if (seen !== undefined) seen.add(key);
    else block?.seen.set(kind, new Set([key]));
  }

  function setAgent(record: ConfigAgentEventRecord): void {
    const { loginId } = record;
    if (loginId === undefined) return;
    if (record.recordType === RecordType.Delete) {
      agentRecords.delete(loginId);
      agents.remove(loginId);
      return;
    }
    markSeen('agent', loginId);
    agentRecords.set(loginId, record);
    agents.configure(loginId, record);
  }

  function set<K extends string | number, V>(
    kind: ConfigKind,
    store: ValueStore<K, V>,
    recordType: number,
    key: K,
    value: V,
  ): void {
    if (recordType === RecordType.Delete) {
      store.delete(key);
      return;
    }
    markSeen(kind, key);
    store.set(key, value);
  }

  /** Ends a block. An initial block replaces all records of its kinds. */
  function endBlock(): void {
    if (block === undefined) return;
    const { begin, seen } = block;
    block = undefined;
    const isInitial = begin.configType === ConfigType.Initial;
    if (isInitial && (begin.configurationMask & ConfigurationMask.Terminal) !== 0) {
      deleteOthers(terminals, ({ terminalId }) => terminalId, terminalsSeen ?? new Set());
    }
    for (const { kind, bit, key } of kinds) {
      if ((begin.configurationMask & bit) === 0) continue;
      const newKey = begin[key];
      if (newKey !== undefined && (isInitial || !isIncomplete)) keys.set(kind, toHex(newKey));
      if (!isInitial) continue;
      const kept = seen.get(kind) ?? new Set();
      if (kind === 'agent') {
        for (const { agentId } of [...agents.store.values()]) {
          if (!kept.has(agentId)) {
            agentRecords.delete(agentId);
            agents.remove(agentId);
          }
        }
      } else if (kind === 'csq') deleteOthers(queues, ({ queueId }) => queueId, kept);
      else if (kind === 'application') deleteOthers(applications, ({ applicationId }) => applicationId, kept);
      else deleteOthers(devices, ({ deviceId }) => deviceId, kept);
    }
  }

  for (const record of saved?.agents ?? []) setAgent(record);
  for (const queue of saved?.queues ?? []) queues.set(queue.queueId, queue);
  for (const application of saved?.applications ?? [])
    applications.set(application.applicationId, application);
  for (const device of saved?.devices ?? []) devices.set(device.deviceId, device);
  for (const [kind, key] of Object.entries(saved?.keys ?? {})) keys.set(kind as ConfigKind, key);

  return {
    queues,
    applications,
    devices,
    teams,
    terminals,
    apply(event) {
      switch (event.type) {
        case 'CONFIG_BEGIN_EVENT':
          block = { begin: event, seen: new Map() };
          terminalsSeen = new Set();
          return true;
        case 'CONFIG_END_EVENT':
          if (event.status === 0 || event.status === 4) endBlock();
          block = undefined;
          return true;
        case 'CONFIG_AGENT_EVENT':
          for (const record of event.records ?? []) setAgent(record);
          return true;
        case 'CONFIG_CSQ_EVENT':
          for (const record of event.records ?? []) {
            const queue = queueOf(record);
            if (queue !== undefined) set('csq', queues, record.recordType, queue.queueId, queue);
          }
          return true;
        case 'CONFIG_APPLICATION_EVENT':
          for (const record of event.records ?? []) {
            const application = applicationOf(record);
            if (application === undefined) continue;
            set('application', applications, record.recordType, application.applicationId, application);
          }
          return true;
        case 'CONFIG_DEVICE_EVENT':
          for (const record of event.records ?? []) {
            const device = deviceOf(record);
            if (device === undefined) continue;
            const inService = !devicesOutOfService.has(device.deviceId);
            set('device', devices, record.recordType, device.deviceId, { ...device, inService });
          }
          return true;
        case 'CONFIG_TERMINAL_EVENT':
          for (const record of event.records ?? []) {
            const terminal = terminalOf(record);
            if (terminal === undefined) continue;
            if (record.recordType === RecordType.Delete) terminals.delete(terminal.terminalId);
            else terminals.set(terminal.terminalId, terminal);
            terminalsSeen?.add(terminal.terminalId);
          }
          return true;
        case 'TEAM_CONFIG_EVENT': {
          const isNew = teamsSeen !== undefined && !teamsSeen.has(event.teamId);
          teamsSeen?.add(event.teamId);
          const team = teamAfter(isNew ? undefined : teams.get(event.teamId), event);
          if (team === undefined) teams.delete(event.teamId);
          else teams.set(event.teamId, team);
          return true;
        }
        case 'SYSTEM_EVENT': {
          const { eventDeviceId, systemEventId } = event;
          const inService = systemEventId === SystemEventID.SYS_INSTRUMENT_BACK_IN_SERVICE;
          const outOfService = systemEventId === SystemEventID.SYS_INSTRUMENT_OUT_OF_SERVICE;
          if (eventDeviceId === undefined || (!inService && !outOfService)) return false;
          if (outOfService) devicesOutOfService.add(eventDeviceId);
          else devicesOutOfService.delete(eventDeviceId);
          const device = devices.get(eventDeviceId);
          if (device !== undefined) devices.set(eventDeviceId, { ...device, inService });
          return false;
        }
        default:
          return false;
      }
    },
    outdatedMask(answer) {
      let mask = 0;
      for (const { kind, bit, key } of kinds) {
        const current = answer[key];
        // A key of eight zero bytes means that the kind must be uploaded.
        const isSame =
          current !== undefined && toHex(current) === keys.get(kind) && current.some((byte) => byte !== 0);
        if (!isSame) mask |= bit;
      }
      return mask;
    },
    markIncomplete() {
      isIncomplete = true;
    },
    markComplete() {
      isIncomplete = false;
    },
    clearKeys: () => keys.clear(),
    beginTeams() {
      teamsSeen = new Set();
    },
    endTeams() {
      const seen = teamsSeen ?? new Set();
      teamsSeen = undefined;
      for (const { teamId } of [...teams.values()]) if (!seen.has(teamId)) teams.delete(teamId);
    },
    save: () => ({
      keys: Object.fromEntries(keys),
      agents: [...agentRecords.values()],
      queues: [...queues.values()],
      applications: [...applications.values()],
      devices: [...devices.values()],
    }),
    complete() {
      for (const store of [queues, applications, devices, teams, terminals]) store.complete();
    },
  };
}

function deleteOthers<K extends string | number, V>(
  store: ValueStore<K, V>,
  keyOf: (value: V) => K,
  kept: ReadonlySet<string | number>,
): void {
  for (const value of [...store.values()]) if (!kept.has(keyOf(value))) store.delete(keyOf(value));
}
