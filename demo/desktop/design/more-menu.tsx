/** Menu with rarely used actions. */
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components';

export interface MoreMenuProps {
  readonly label: string;
  /** Disables the menu button. */
  readonly isDisabled: boolean;
  /** Called with the `id` of the chosen item. */
  readonly onAction: (id: string) => void;
  /** `MenuItem` elements. */
  readonly children: ReactNode;
}

export function MoreMenu({ label, isDisabled, onAction, children }: MoreMenuProps) {
  return (
    <MenuTrigger>
      <Button className="button" data-kind="plain" data-only-icon aria-label={label} isDisabled={isDisabled}>
        <Ellipsis aria-hidden />
      </Button>
      <Popover className="popover">
        <Menu aria-label={label} onAction={(id) => onAction(String(id))}>
          {children}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
