/** A button that is off while it is not possible, and shows which key does the same. */
import type { ReactNode } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly kind?: 'primary' | 'go' | 'stop' | 'plain';
  readonly icon?: ReactNode;
  /** Why it is not possible now: the button is off. */
  readonly cannot?: string | undefined;
  readonly pending?: boolean;
  /** Shows the icon alone; the words stay its name. */
  readonly onlyIcon?: boolean;
  /** The key that does the same, as it is shown. */
  readonly keys?: string;
  readonly type?: 'submit' | 'button';
  readonly autoFocus?: boolean;
  readonly className?: string;
  readonly expanded?: boolean;
}

export function Button(props: ButtonProps) {
  const { children, kind, icon, cannot, pending = false, onlyIcon = false, keys, onPress, type } = props;
  const button = (
    <AriaButton
      className={`button ${props.className ?? ''}`}
      type={type ?? 'button'}
      isDisabled={cannot !== undefined}
      isPending={pending}
      {...(onPress === undefined ? {} : { onPress })}
      {...(props.autoFocus === undefined ? {} : { autoFocus: props.autoFocus })}
      {...(props.expanded === undefined ? {} : { 'aria-expanded': props.expanded })}
      {...(keys === undefined ? {} : { 'aria-keyshortcuts': keys })}
      data-kind={kind}
      data-only-icon={onlyIcon || undefined}
    >
      {icon}
      {onlyIcon ? <span className="unseen">{children}</span> : <span>{children}</span>}
      {keys !== undefined && !onlyIcon && <kbd className="keys">{keys}</kbd>}
    </AriaButton>
  );
  if (!onlyIcon) return button;
  return (
    <TooltipTrigger delay={400}>
      {button}
      <Tooltip className="tooltip" offset={6}>
        {children} {keys !== undefined && <kbd className="keys">{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
