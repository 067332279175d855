/** DTMF keypad: by click, or typed while the keypad has the focus. Escape closes it. */
import { useState } from 'react';
import { Button as AriaButton, Group } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { ErrorMessage } from '../design/error-message.tsx';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

export interface KeypadProps {
  readonly send: (digits: string) => Promise<void>;
  readonly onClose: () => void;
}

export function Keypad({ send, onClose }: KeypadProps) {
  const { t } = useTranslation();
  const [sent, setSent] = useState('');
  const [previousFocus] = useState(() => document.activeElement);
  const tone = useCommand(async (digit: string) => {
    await send(digit);
    setSent((before) => (before + digit).slice(-24));
  });
  return (
    <Group
      className="keypad"
      aria-label={t('dial.keypad')}
      onKeyDown={(event) => {
        if (digits.includes(event.key)) void tone.run(event.key);
        if (event.key !== 'Escape') return;
        if (previousFocus instanceof HTMLElement) previousFocus.focus();
        onClose();
      }}
    >
      <output className="keypad-sent number" aria-label={t('dial.sent', { digits: sent })}>
        {sent || ' '}
      </output>
      <div className="keypad-keys" dir="ltr">
        {digits.map((digit, index) => (
          <AriaButton
            key={digit}
            className="button keypad-key"
            aria-label={t('dial.tone', { digit })}
            autoFocus={index === 0}
            onPress={() => void tone.run(digit)}
          >
            {digit}
          </AriaButton>
        ))}
      </div>
      <ErrorMessage error={tone.error} onClose={tone.reset} />
    </Group>
  );
}
