/** What is seldom wanted, behind three dots. */
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components';

export interface MoreMenuProps {
  readonly label: string;
  /** Shown, and not to be opened now. */
  readonly isDisabled: boolean;
  /** Told the `id` of the item. */
  readonly onAction: (id: string) => void;
  /** MenuItems. */
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
