/** Button with an optional icon and keyboard shortcut. */
import type { ReactNode } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly kind?: 'primary' | 'go' | 'stop' | 'plain';
  readonly icon?: ReactNode;
  /** Why the action is disabled. Undefined: enabled. */
  readonly disabledReason?: string | undefined;
  readonly pending?: boolean;
  /** Shows only the icon; the children are its accessible name. */
  readonly iconOnly?: boolean;
  /** Label of the keyboard shortcut. */
  readonly shortcut?: string;
  readonly type?: 'submit' | 'button';
  readonly autoFocus?: boolean;
  readonly className?: string;
  readonly expanded?: boolean;
}

export function Button(props: ButtonProps) {
  const {
    children,
    kind,
    icon,
    disabledReason,
    pending = false,
    iconOnly = false,
    shortcut,
    onPress,
    type,
  } = props;
  const button = (
    <AriaButton
      className={`button ${props.className ?? ''}`}
      type={type ?? 'button'}
      isDisabled={disabledReason !== undefined}
      isPending={pending}
      {...(onPress === undefined ? {} : { onPress })}
      {...(props.autoFocus === undefined ? {} : { autoFocus: props.autoFocus })}
      {...(props.expanded === undefined ? {} : { 'aria-expanded': props.expanded })}
      {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcut })}
      data-kind={kind}
      data-only-icon={iconOnly || undefined}
    >
      {icon}
      {iconOnly ? <span className="visually-hidden">{children}</span> : <span>{children}</span>}
      {shortcut !== undefined && !iconOnly && <kbd className="shortcut">{shortcut}</kbd>}
    </AriaButton>
  );
  if (!iconOnly) return button;
  return (
    <TooltipTrigger delay={400}>
      {button}
      <Tooltip className="tooltip" offset={6}>
        {children} {shortcut !== undefined && <kbd className="shortcut">{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
