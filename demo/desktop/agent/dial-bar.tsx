/** Dials a number or a colleague. */
import { Phone } from 'lucide-react';
import { useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Button } from '../design/button.tsx';
import { Problem } from '../design/error-message.tsx';
import { Field } from '../design/field.tsx';
import { useMe } from '../session/session-context.ts';
import { keysOf, useShortcut } from '../shell/shortcuts.ts';
import { dialable } from './dialable.ts';

export function DialBar() {
  const { t } = useTranslation();
  const { cannot, makeCall } = useMe();
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
          const to = dialable(number);
          if (to !== '') void dial.run(to);
        }}
      >
        <Field
          label={t('dial.title')}
          labelUnseen
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
          onlyIcon
          cannot={dialable(number) === '' ? '' : cannot('makeCall')}
          pending={dial.pending}
          keys={keysOf('dial')}
        >
          {t('dial.call')}
        </Button>
      </Form>
      <Problem error={dial.error} onClose={dial.reset} />
    </section>
  );
}
