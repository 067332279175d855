/** Text field with a label. */
import type { ReactNode } from 'react';
import { Input, Label, TextField } from 'react-aria-components';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'tel' | 'search';
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'tel' | 'numeric';
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isInvalid?: boolean;
  readonly autoFocus?: boolean;
  /** Shows the label to screen readers only. Default false. */
  readonly labelHidden?: boolean;
  /** Left-to-right text in every language, for numbers. */
  readonly leftToRight?: boolean;
  readonly maxLength?: number;
  readonly name?: string;
  readonly after?: ReactNode;
}

export function Field({ label, labelHidden = false, placeholder, leftToRight, after, ...field }: FieldProps) {
  return (
    <TextField className="field" {...field}>
      <Label className={labelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <Input
        className="field-input"
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(leftToRight ? { dir: 'ltr' } : {})}
      />
      {after}
    </TextField>
  );
}
