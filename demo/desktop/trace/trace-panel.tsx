/** Trace panel: decoded messages, and transitions of the session state machine. */
import { ArrowDown, ArrowUp, Check, Copy, Eraser, Pause, Play, X } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Field } from '../design/field.tsx';
import { useDesktopSession } from '../session/session-context.ts';
import { announce } from '../shell/announcer.tsx';
import { useStore } from '../shell/store.ts';
import type { RecordedMessage } from './recorder.ts';
import { formatInline, formatPretty, isoTime, matchesFilter, toHex, toJsonLines } from './trace-text.ts';
import './trace-panel.css';

export function TracePanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <aside className="trace" aria-label={t('trace.title')}>
      <Tabs className="tabs">
        <div className="trace-header">
          <TabList className="tab-list" aria-label={t('trace.title')}>
            <Tab id="messages" className="tab">
              {t('trace.messages')}
            </Tab>
            <Tab id="machine" className="tab">
              {t('trace.machine')}
            </Tab>
          </TabList>
          <Button kind="plain" icon={<X aria-hidden />} iconOnly onPress={onClose}>
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
  const { recorder } = useDesktopSession();
  const live = useStore(recorder.messages);
  const [paused, setPaused] = useState<readonly RecordedMessage[]>();
  const [filter, setFilter] = useState('');
  const [openId, setOpenId] = useState<number>();
  const query = useDeferredValue(filter.trim());
  const all = paused ?? live;
  const shown = all.filter((entry) => matchesFilter(entry, query));
  return (
    <>
      <div className="trace-tools">
        <Field
          label={t('trace.filter')}
          labelHidden
          placeholder={t('trace.filter')}
          type="search"
          value={filter}
          onChange={setFilter}
          leftToRight
        />
        <Button
          icon={paused ? <Play aria-hidden /> : <Pause aria-hidden />}
          onPress={() => setPaused(paused ? undefined : live)}
        >
          {paused ? t('trace.resume') : t('trace.pause')}
        </Button>
        <CopyButton entries={shown}>{t('trace.copy')}</CopyButton>
        <Button
          kind="plain"
          icon={<Eraser aria-hidden />}
          onPress={() => {
            setPaused(paused && []);
            recorder.messages.set([]);
          }}
        >
          {t('trace.clear')}
        </Button>
      </div>
      {shown.length === 0 && (
        <p className="muted small side-panel-empty">{t(all.length === 0 ? 'trace.empty' : 'trace.none')}</p>
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

/** Rendered only if the clipboard API is available (https or localhost). */
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
    await navigator.clipboard.writeText(toJsonLines(entries));
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
      disabledReason={entries.length === 0 ? t('trace.empty') : undefined}
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
        <time className="muted">{isoTime(at).slice(11, 23)}</time>
        {direction === 'sent' ? (
          <ArrowUp aria-label={t('trace.sent')} />
        ) : (
          <ArrowDown aria-label={t('trace.received')} />
        )}
        <b>{type}</b>
        <span className="trace-fields muted">{formatInline(fields)}</span>
      </button>
      {isOpen && (
        <div className="trace-details mono">
          <pre>{formatPretty(message)}</pre>
          <div>
            <pre className="muted">{toHex(frame)}</pre>
            <CopyButton entries={[entry]}>{t('trace.copyOne')}</CopyButton>
          </div>
        </div>
      )}
    </li>
  );
}

function Machine() {
  const { t } = useTranslation();
  const steps = useStore(useDesktopSession().recorder.steps);
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
            <td className="muted">{isoTime(at).slice(11, 23)}</td>
            <td>{event}</td>
            <td>{state}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
