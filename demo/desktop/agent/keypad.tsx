/** Tones for the machine at the other end: by click, or typed while the pad has the focus. */
import { useState } from 'react';
import { Button as AriaButton, Group } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useCommand } from 'rxcti/react';
import { Problem } from '../design/problem.tsx';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

export function Keypad({ send }: { readonly send: (digits: string) => Promise<void> }) {
  const { t } = useTranslation();
  const [sent, setSent] = useState('');
  const tone = useCommand(async (digit: string) => {
    setSent((before) => (before + digit).slice(-24));
    await send(digit);
  });
  return (
    <Group
      className="keypad"
      aria-label={t('dial.keypad')}
      onKeyDown={(event) => {
        if (digits.includes(event.key)) void tone.run(event.key);
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
      <Problem error={tone.error} onClose={tone.reset} />
    </Group>
  );
}
