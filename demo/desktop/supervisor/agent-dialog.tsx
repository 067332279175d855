/** One agent: what is known, and what a supervisor can do about it, each with its reason and its consequence. */
import { CircleCheck, CirclePause, LogOut } from 'lucide-react';
import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Agent } from 'rxcti';
import { useAgent, useCalls, useCommand } from 'rxcti/react';
import { nameOf } from '../agent/parties.ts';
import { reasonWords } from '../agent/reasons.ts';
import { Button } from '../design/button.tsx';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { Duration } from '../design/duration.tsx';
import { Select } from '../design/select.tsx';
import { agentTones } from '../design/state-tones.ts';
import { notPossible } from '../languages/errors.ts';
import { useDesk } from '../session/session-context.ts';
import { announce } from '../shell/announcer.tsx';
import { QueueName } from './queue-name.tsx';
import { SuperviseButtons } from './supervise-buttons.tsx';
import type { Supervise } from './supervise-dialog.tsx';

type Order = 'ready' | 'notReady' | 'logout';

const orderWords = {
  ready: 'supervisor.makeReady',
  notReady: 'supervisor.makeNotReady',
  logout: 'supervisor.logOut',
} as const;

export interface AgentDialogProps {
  readonly agentId: string;
  readonly onSupervise: Supervise;
  readonly onClose: () => void;
}

export function AgentDialog({ agentId, onSupervise, onClose }: AgentDialogProps) {
  const { t } = useTranslation();
  const { setup } = useDesk();
  const { agent, can } = useAgent(agentId);
  const calls = useCalls(agentId).filter(({ endedAt }) => endedAt === undefined);
  const [order, setOrder] = useState<Order>();
  if (agent === undefined) return null;
  const name = nameOf(agent);
  const orders: readonly (readonly [Order, boolean])[] = [
    ['ready', can('ready')],
    ['notReady', can('notReady')],
    ['logout', can('logout', { force: true })],
  ];
  const possible = orders.filter(([, allowed]) => allowed).map(([one]) => one);
  const Icons = { ready: CircleCheck, notReady: CirclePause, logout: LogOut };

  if (order !== undefined)
    return <OrderDialog agent={agent} order={order} onBack={() => setOrder(undefined)} onClose={onClose} />;
  return (
    <ModalOverlay className="veil" isOpen onOpenChange={onClose} isDismissable>
      <Modal className="dialog">
        <Dialog className="dialog-content">
          <header className="agent-facts">
            <Heading slot="title" className="dialog-title">
              {name}
            </Heading>
            <span className={`state tone-${agentTones[agent.state]}`}>
              {t(`state.${agent.state}`)} · <Duration since={agent.since} />
            </span>
            <span className="soft small">
              <span className="number">{agentId}</span> · <span className="number">{agent.extension}</span>{' '}
              {reasonWords(agent, setup.reasons, t)}
              {agent.nextState && ` · ${t('state.next', { state: t(`state.${agent.nextState}`) })}`}
            </span>
          </header>
          {calls.map((call) => (
            <div key={call.id} className="agent-call">
              <span className="two-lines">
                <b className="number">{call.ani ?? t('calls.unknownCaller')}</b>
                <span className="soft small">
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
              <span className="soft">{t('supervisor.queues')}: </span>
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
                <Button key={one} icon={<Icon aria-hidden />} onPress={() => setOrder(one)}>
                  {t(orderWords[one])}
                </Button>
              );
            })}
            {possible.length === 0 && <p className="soft">{t('supervisor.noActions')}</p>}
            <Button kind="plain" onPress={onClose}>
              {t('common.close')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface OrderDialogProps {
  readonly agent: Agent;
  readonly order: Order;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function OrderDialog({ agent, order, onBack, onClose }: OrderDialogProps) {
  const { t } = useTranslation();
  const { setup } = useDesk();
  const { cannot, setState, logout } = useAgent(agent.agentId);
  const reasons = order === 'ready' ? [] : setup.reasons[order];
  const [code, setCode] = useState(reasons[0]?.code ?? 0);
  const name = nameOf(agent);
  const action = t(orderWords[order]);
  const obstacle = cannot(order, { force: order === 'logout' });
  const reason = reasons.find((one) => one.code === code)?.name ?? t('common.none');
  const command = useCommand(async () => {
    if (order === 'logout') await logout({ reasonCode: code, force: agent.state === 'talking' });
    else await setState(order, order === 'ready' ? {} : { reasonCode: code });
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
      grave={order === 'logout'}
      cannot={obstacle === undefined ? undefined : notPossible(order, obstacle)}
      pending={command.pending}
      error={command.error}
      onConfirm={() => void command.run()}
      onClose={onBack}
    >
      {reasons.length > 0 && (
        <Select
          label={t('supervisor.reasonAsked')}
          labelUnseen={false}
          value={String(code)}
          options={reasons.map(({ code: id, name: words }) => ({ id: String(id), words }))}
          onChange={(id) => setCode(Number(id))}
        />
      )}
      <p>
        {t(consequence[order], { name, reason })}{' '}
        {agent.state === 'talking' &&
          (order === 'logout'
            ? t('supervisor.willLogOutCall', { extension: agent.extension ?? '' })
            : t('supervisor.willAfterCall'))}
      </p>
    </ConfirmDialog>
  );
}
