/** Select with a label. */
import { Check, ChevronDown } from 'lucide-react';
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';

interface SelectOption {
  readonly id: string;
  readonly label: string;
}

export interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (id: string) => void;
  /** Shows the label to screen readers only. Default true. */
  readonly labelHidden?: boolean;
}

export function Select({ label, value, options, onChange, labelHidden = true }: SelectProps) {
  return (
    <AriaSelect className="select" value={value} onChange={(key) => onChange(String(key))}>
      <Label className={labelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <Button className="button select-button">
        <SelectValue className="select-value" />
        <ChevronDown aria-hidden />
      </Button>
      <Popover className="popover">
        <ListBox className="select-list">
          {options.map(({ id, label }) => (
            <ListBoxItem key={id} id={id} className="menu-item" textValue={label}>
              {({ isSelected }) => (
                <>
                  <span>{label}</span>
                  {isSelected && <Check aria-hidden />}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
