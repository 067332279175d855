/** What passes between this page and the contact center, decoded, and what the session's state machine makes of it. */
import { ArrowDown, ArrowUp, Check, Copy, Eraser, Pause, Play, X } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Field } from '../design/field.tsx';
import { useDesk } from '../session/session-context.ts';
import { announce } from '../shell/announcer.tsx';
import { useStore } from '../shell/store.ts';
import type { RecordedMessage } from './recorder.ts';
import { asLines, brief, fits, hexOf, inFull, timeOf } from './trace-text.ts';
import './trace-panel.css';

export function TracePanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <aside className="trace" aria-label={t('trace.title')}>
      <Tabs className="tabs">
        <div className="trace-head">
          <TabList className="tab-list" aria-label={t('trace.title')}>
            <Tab id="messages" className="tab">
              {t('trace.messages')}
            </Tab>
            <Tab id="machine" className="tab">
              {t('trace.machine')}
            </Tab>
          </TabList>
          <Button kind="plain" icon={<X aria-hidden />} onlyIcon onPress={onClose}>
            {t('common.close')}
          </Button>
        </div>
        <TabPanel id="messages" className="tab-panel">
          <Messages />
        </TabPanel>
        <TabPanel id="machine" className="tab-panel">
          <Machine />
        </TabPanel>
      </Tabs>
    </aside>
  );
}

function Messages() {
  const { t } = useTranslation();
  const { recorder } = useDesk();
  const live = useStore(recorder.messages);
  const [held, setHeld] = useState<readonly RecordedMessage[]>();
  const [filter, setFilter] = useState('');
  const [openId, setOpenId] = useState<number>();
  const wanted = useDeferredValue(filter.trim());
  const all = held ?? live;
  const shown = all.filter((entry) => fits(entry, wanted));
  return (
    <>
      <div className="trace-tools">
        <Field
          label={t('trace.filter')}
          labelUnseen
          placeholder={t('trace.filter')}
          type="search"
          value={filter}
          onChange={setFilter}
          leftToRight
        />
        <Button
          icon={held ? <Play aria-hidden /> : <Pause aria-hidden />}
          onPress={() => setHeld(held ? undefined : live)}
        >
          {held ? t('trace.resume') : t('trace.pause')}
        </Button>
        <CopyButton entries={shown}>{t('trace.copy')}</CopyButton>
        <Button
          kind="plain"
          icon={<Eraser aria-hidden />}
          onPress={() => {
            setHeld(held && []);
            recorder.messages.set([]);
          }}
        >
          {t('trace.clear')}
        </Button>
      </div>
      {shown.length === 0 && (
        <p className="soft small side-empty">{t(all.length === 0 ? 'trace.empty' : 'trace.none')}</p>
      )}
      <ol className="trace-list" dir="ltr">
        {[...shown].reverse().map((entry) => (
          <Message
            key={entry.id}
            entry={entry}
            isOpen={entry.id === openId}
            onToggle={() => setOpenId(entry.id === openId ? undefined : entry.id)}
          />
        ))}
      </ol>
    </>
  );
}

/** There only where the browser lets a page copy: over https, or on the same machine. */
function CopyButton({
  entries,
  children,
}: {
  readonly entries: readonly RecordedMessage[];
  readonly children: string;
}) {
  const { t } = useTranslation();
  const [wasCopied, setCopied] = useState(false);
  const copy = useCommand(async () => {
    await navigator.clipboard.writeText(asLines(entries));
    announce(t('trace.copied', { count: entries.length }));
    setCopied(true);
  });
  useEffect(() => {
    if (!wasCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [wasCopied]);
  if (!('clipboard' in navigator)) return null;
  return (
    <Button
      kind="plain"
      icon={wasCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      cannot={entries.length === 0 ? t('trace.empty') : undefined}
      onPress={() => void copy.run()}
    >
      {children}
    </Button>
  );
}

interface MessageProps {
  readonly entry: RecordedMessage;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Message({ entry, isOpen, onToggle }: MessageProps) {
  const { t } = useTranslation();
  const { message, direction, frame, at } = entry;
  const { type, ...fields } = message;
  return (
    <li className="trace-entry" data-direction={direction}>
      <button type="button" className="trace-line mono" aria-expanded={isOpen} onClick={onToggle}>
        <time className="soft">{timeOf(at).slice(11, 23)}</time>
        {direction === 'sent' ? (
          <ArrowUp aria-label={t('trace.sent')} />
        ) : (
          <ArrowDown aria-label={t('trace.received')} />
        )}
        <b>{type}</b>
        <span className="trace-fields soft">{brief(fields)}</span>
      </button>
      {isOpen && (
        <div className="trace-whole mono">
          <pre>{inFull(message)}</pre>
          <div>
            <pre className="soft">{hexOf(frame)}</pre>
            <CopyButton entries={[entry]}>{t('trace.copyOne')}</CopyButton>
          </div>
        </div>
      )}
    </li>
  );
}

function Machine() {
  const { t } = useTranslation();
  const steps = useStore(useDesk().recorder.steps);
  return (
    <table className="trace-steps small" dir="ltr">
      <thead>
        <tr>
          <th>#</th>
          <th>{t('trace.event')}</th>
          <th>{t('trace.state')}</th>
        </tr>
      </thead>
      <tbody className="mono">
        {[...steps].reverse().map(({ id, at, event, state }) => (
          <tr key={id}>
            <td className="soft">{timeOf(at).slice(11, 23)}</td>
            <td>{event}</td>
            <td>{state}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
