/** What passes between this page and the contact centre, decoded, and what the session's state machine makes of it. */
import { ArrowDown, ArrowUp, Eraser, Pause, Play, X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.tsx';
import { Field } from '../design/field.tsx';
import { useDesk } from '../session/desk-context.ts';
import { useStore } from '../shell/store.ts';
import type { RecordedMessage } from './recorder.ts';
import './trace-panel.css';

const heartbeats: ReadonlySet<string> = new Set(['HEARTBEAT_REQ', 'HEARTBEAT_CONF']);

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
  const wanted = useDeferredValue(filter.trim().toUpperCase());
  const shown = (held ?? live).filter(({ message }) =>
    wanted === '' ? !heartbeats.has(message.type) : message.type.includes(wanted),
  );
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
        <Button kind="plain" icon={<Eraser aria-hidden />} onPress={() => recorder.messages.set([])}>
          {t('trace.clear')}
        </Button>
      </div>
      {shown.length === 0 && <p className="soft small side-empty">{t('trace.empty')}</p>}
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
        <time className="soft">{new Date(at).toISOString().slice(11, 23)}</time>
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
          <pre>{JSON.stringify(message, readableValue, 2)}</pre>
          <pre className="soft">{hexOf(frame)}</pre>
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
            <td className="soft">{new Date(at).toISOString().slice(11, 23)}</td>
            <td>{event}</td>
            <td>{state}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The fields on one line. */
function brief(fields: object): string {
  return Object.entries(fields)
    .map(
      ([name, value]) =>
        `${name}=${typeof value === 'object' ? JSON.stringify(value, readableValue) : value}`,
    )
    .join(' ');
}

function readableValue(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? hexOf(value) : value;
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
