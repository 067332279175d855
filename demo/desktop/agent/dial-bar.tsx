/** Dials a number. */
import { Phone } from 'lucide-react';
import { useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { ErrorMessage } from '../design/error-message.tsx';
import { Field } from '../design/field.tsx';
import { useCurrentAgent } from '../session/session-context.ts';
import { shortcutLabel, useShortcut } from '../shell/shortcuts.ts';
import { toDialable } from './directory.ts';

export function DialBar() {
  const { t } = useTranslation();
  const { cannot, makeCall } = useCurrentAgent();
  const [number, setNumber] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const dial = useCommand(async (to: string) => {
    await makeCall(to);
    setNumber('');
  });
  useShortcut('dial', () => form.current?.querySelector('input')?.focus());
  return (
    <section className="card dial" aria-label={t('dial.title')}>
      <Form
        ref={form}
        className="dial-form"
        onSubmit={(event) => {
          event.preventDefault();
          const to = toDialable(number);
          if (to !== '') void dial.run(to);
        }}
      >
        <Field
          label={t('dial.title')}
          labelHidden
          type="tel"
          value={number}
          onChange={(value) => {
            dial.reset();
            setNumber(value);
          }}
          placeholder={t('dial.title')}
          autoComplete="off"
          leftToRight
        />
        <Button
          type="submit"
          kind="primary"
          icon={<Phone aria-hidden />}
          iconOnly
          disabledReason={toDialable(number) === '' ? '' : cannot('makeCall')}
          pending={dial.pending}
          shortcut={shortcutLabel('dial')}
        >
          {t('dial.call')}
        </Button>
      </Form>
      <ErrorMessage error={dial.error} onClose={dial.reset} />
    </section>
  );
}
