/**
 * Menu with actions of the simulated contact center, such as a failover or a call. They are HTTP requests to the
 * program that `npm start` runs, not part of the SDK.
 */
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover, Switch } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand, useQueues } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { useDesktopSession } from '../session/session-context.ts';

export function DemoMenu() {
  const { t } = useTranslation();
  const { account } = useDesktopSession();
  const [forgetCallData, setForget] = useState(false);
  const names = useQueues((queues) => [...queues.values()].slice(0, 3).map(({ name }) => name ?? ''));
  const order = useCommand(runDemoAction);
  return (
    <DialogTrigger onOpenChange={order.reset}>
      <AriaButton className="button" data-kind="plain" data-only-icon aria-label={t('demo.open')}>
        <FlaskConical aria-hidden />
      </AriaButton>
      <Popover className="popover" placement="bottom end">
        <Dialog className="preferences" aria-label={t('demo.title')}>
          <p className="muted small">{t('demo.text')}</p>
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

async function runDemoAction(what: string, how: object): Promise<void> {
  const answer = await fetch(`demo/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(how),
  });
  if (answer.ok) return;
  const { error = answer.statusText } = (await answer.json().catch(() => ({}))) as { error?: string };
  throw new Error(error);
}
