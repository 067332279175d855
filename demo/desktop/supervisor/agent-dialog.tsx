/** Details of an agent, with the supervisor's commands. */
import { CircleCheck, CirclePause, LogOut } from 'lucide-react';
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Agent } from 'rxcti';
import { useAgent, useCalls, useCommand } from 'rxcti/react';
import { agentName } from '../agent/parties.ts';
import { reasonText } from '../agent/reasons.ts';
import { Button } from '../design/button.tsx';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { Duration } from '../design/duration.tsx';
import { Select } from '../design/select.tsx';
import { agentTones } from '../design/state-tones.ts';
import { notPossibleReason } from '../languages/errors.ts';
import { useDesktopSession } from '../session/session-context.ts';
import { announce } from '../shell/announcer.tsx';
import { QueueName } from './queue-name.tsx';
import { SuperviseButtons } from './supervise-buttons.tsx';
import type { SuperviseHandler } from './supervise-dialog.tsx';

type AgentCommand = 'ready' | 'notReady' | 'logout';

const commandLabels = {
  ready: 'supervisor.makeReady',
  notReady: 'supervisor.makeNotReady',
  logout: 'supervisor.logOut',
} as const;

export interface AgentDialogProps {
  readonly agentId: string;
  readonly onSupervise: SuperviseHandler;
  readonly onClose: () => void;
}

export function AgentDialog({ agentId, onSupervise, onClose }: AgentDialogProps) {
  const { t } = useTranslation();
  const { setup } = useDesktopSession();
  const { agent, can } = useAgent(agentId);
  const calls = useCalls(agentId).filter(({ endedAt }) => endedAt === undefined);
  const [command, setCommand] = useState<AgentCommand>();
  if (agent === undefined) return null;
  const name = agentName(agent);
  const commands: readonly (readonly [AgentCommand, boolean])[] = [
    ['ready', can('ready')],
    ['notReady', can('notReady')],
    ['logout', can('logout', { force: true })],
  ];
  const possible = commands.filter(([, allowed]) => allowed).map(([one]) => one);
  const Icons = { ready: CircleCheck, notReady: CirclePause, logout: LogOut };

  if (command !== undefined)
    return (
      <AgentCommandDialog
        agent={agent}
        agentCommand={command}
        onBack={() => setCommand(undefined)}
        onClose={onClose}
      />
    );
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={onClose} isDismissable>
      <Modal className="dialog">
        <Dialog className="dialog-content">
          <header className="agent-details">
            <Heading slot="title" className="dialog-title">
              {name}
            </Heading>
            <span className={`state tone-${agentTones[agent.state]}`}>
              {t(`state.${agent.state}`)} · <Duration since={agent.since} />
            </span>
            <span className="muted small">
              <span className="number">{agentId}</span> · <span className="number">{agent.extension}</span>{' '}
              {reasonText(agent, setup.reasons, t)}
              {agent.nextState && ` · ${t('state.next', { state: t(`state.${agent.nextState}`) })}`}
            </span>
          </header>
          {calls.map((call) => (
            <div key={call.id} className="agent-call">
              <span className="two-lines">
                <b className="number">{call.ani ?? t('calls.unknownCaller')}</b>
                <span className="muted small">
                  {t(`calls.${call.state}`)}
                  {call.csqId !== undefined && (
                    <>
                      {' · '}
                      <QueueName queueId={call.csqId} />
                    </>
                  )}
                  {' · '}
                  <Duration since={call.startedAt} />
                </span>
              </span>
              <SuperviseButtons
                row={{ call, agents: [agent], queueId: call.csqId }}
                words
                onSupervise={(...what) => {
                  onClose();
                  onSupervise(...what);
                }}
              />
            </div>
          ))}
          {agent.queueIds.length > 0 && (
            <p className="small agent-queues">
              <span className="muted">{t('supervisor.queues')}: </span>
              {agent.queueIds.slice(0, 8).map((queueId, index) => (
                <span key={queueId}>
                  {index > 0 && ', '}
                  <QueueName queueId={queueId} />
                </span>
              ))}
              {agent.queueIds.length > 8 && ` +${agent.queueIds.length - 8}`}
            </p>
          )}
          <div className="dialog-actions">
            {possible.map((one) => {
              const Icon = Icons[one];
              return (
                <Button key={one} icon={<Icon aria-hidden />} onPress={() => setCommand(one)}>
                  {t(commandLabels[one])}
                </Button>
              );
            })}
            {possible.length === 0 && <p className="muted">{t('supervisor.noActions')}</p>}
            <Button kind="plain" onPress={onClose}>
              {t('common.close')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface AgentCommandDialogProps {
  readonly agent: Agent;
  readonly agentCommand: AgentCommand;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function AgentCommandDialog({ agent, agentCommand, onBack, onClose }: AgentCommandDialogProps) {
  const { t } = useTranslation();
  const { setup } = useDesktopSession();
  const { cannot, setState, logout } = useAgent(agent.agentId);
  const reasons = agentCommand === 'ready' ? [] : setup.reasons[agentCommand];
  const [code, setCode] = useState(reasons[0]?.code ?? 0);
  const name = agentName(agent);
  const action = t(commandLabels[agentCommand]);
  const notPossibleNow = cannot(agentCommand, { force: agentCommand === 'logout' });
  const reason = reasons.find((one) => one.code === code)?.name ?? t('common.none');
  const execution = useCommand(async () => {
    if (agentCommand === 'logout') await logout({ reasonCode: code, force: agent.state === 'talking' });
    else await setState(agentCommand, agentCommand === 'ready' ? {} : { reasonCode: code });
    announce(t('supervisor.done', { action, name }));
    onClose();
  });
  const consequence = {
    ready: 'supervisor.willReady',
    notReady: 'supervisor.willNotReady',
    logout: 'supervisor.willLogOut',
  } as const;
  return (
    <ConfirmDialog
      title={`${action}: ${name}`}
      confirm={t('supervisor.confirm', { action })}
      isDestructive={agentCommand === 'logout'}
      disabledReason={
        notPossibleNow === undefined ? undefined : notPossibleReason(agentCommand, notPossibleNow)
      }
      pending={execution.pending}
      error={execution.error}
      onConfirm={() => void execution.run()}
      onClose={onBack}
    >
      {reasons.length > 0 && (
        <Select
          label={t('supervisor.reasonAsked')}
          labelHidden={false}
          value={String(code)}
          options={reasons.map(({ code: id, name: label }) => ({ id: String(id), label }))}
          onChange={(id) => setCode(Number(id))}
        />
      )}
      <p>
        {t(consequence[agentCommand], { name, reason })}{' '}
        {agent.state === 'talking' &&
          (agentCommand === 'logout'
            ? t('supervisor.willLogOutCall', { extension: agent.extension ?? '' })
            : t('supervisor.willAfterCall'))}
      </p>
    </ConfirmDialog>
  );
}
