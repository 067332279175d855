/** A line of text to type in. */
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
  /** The label is for screen readers only. */
  readonly labelUnseen?: boolean;
  /** Numbers to call read from left to right in every language. */
  readonly leftToRight?: boolean;
  readonly maxLength?: number;
  readonly name?: string;
  readonly after?: ReactNode;
}

export function Field({ label, labelUnseen = false, placeholder, leftToRight, after, ...field }: FieldProps) {
  return (
    <TextField className="field" {...field}>
      <Label className={labelUnseen ? 'unseen' : 'field-label'}>{label}</Label>
      <Input
        className="field-input"
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(leftToRight ? { dir: 'ltr' } : {})}
      />
      {after}
    </TextField>
  );
}
