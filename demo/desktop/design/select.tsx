/** One of several, from a list that opens. */
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

export interface SelectOption {
  readonly id: string;
  readonly words: string;
}

export interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (id: string) => void;
  /** The label is for screen readers only. Default true. */
  readonly labelUnseen?: boolean;
}

export function Select({ label, value, options, onChange, labelUnseen = true }: SelectProps) {
  return (
    <AriaSelect className="select" value={value} onChange={(key) => onChange(String(key))}>
      <Label className={labelUnseen ? 'unseen' : 'field-label'}>{label}</Label>
      <Button className="button select-button">
        <SelectValue className="select-value" />
        <ChevronDown aria-hidden />
      </Button>
      <Popover className="popover">
        <ListBox className="select-list">
          {options.map(({ id, words }) => (
            <ListBoxItem key={id} id={id} className="menu-item" textValue={words}>
              {({ isSelected }) => (
                <>
                  <span>{words}</span>
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
