/**
 * Drives the simulated contact center: a failover, a call. This is not the SDK: it asks the program that `npm start`
 * runs, and it is there only where that program serves the page.
 */
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover, Switch } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueues } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { useDesk } from '../session/session-context.ts';

export function DemoMenu() {
  const { t } = useTranslation();
  const { account } = useDesk();
  const [forgetCallData, setForget] = useState(false);
  const names = useQueues((queues) => [...queues.values()].slice(0, 3).map(({ name }) => name ?? ''));
  const order = useCommand(drive);
  return (
    <DialogTrigger onOpenChange={order.reset}>
      <AriaButton className="button" data-kind="plain" data-only-icon aria-label={t('demo.open')}>
        <FlaskConical aria-hidden />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Dialog className="preferences" aria-label={t('demo.title')}>
          <p className="soft small">{t('demo.text')}</p>
          <div className="preferences-part">
            <Button kind="primary" onPress={() => void order.run('fail-over', { forgetCallData })}>
              {t('demo.failOver')}
            </Button>
            <Switch className="switch" isSelected={forgetCallData} onChange={setForget}>
              <span>{t('demo.forget')}</span>
              <span className="switch-track" />
            </Switch>
            <Button onPress={() => void order.run('relay-outage', {})}>{t('demo.relayAway')}</Button>
          </div>
          <div className="preferences-part">
            {names.map((queue, index) => (
              <Button
                key={queue}
                onPress={() => void order.run('call', { queue: index, agentId: account.agentId })}
              >
                {t('demo.call', { queue })}
              </Button>
            ))}
            <Button onPress={() => void order.run('preview', { agentId: account.agentId })}>
              {t('demo.preview')}
            </Button>
          </div>
          <p className="small" role="status">
            {order.error && t('demo.failed', { reason: order.error.message })}
          </p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

async function drive(what: string, how: object): Promise<void> {
  const answer = await fetch(`demo/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(how),
  });
  if (answer.ok) return;
  const { error = answer.statusText } = (await answer.json().catch(() => ({}))) as { error?: string };
  throw new Error(error);
}
