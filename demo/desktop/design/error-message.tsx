/** Error message next to the control that caused it. */
import { CircleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../languages/errors.ts';
import { Button } from './button.tsx';

export interface ErrorMessageProps {
  readonly error: Error | undefined;
  readonly onClose?: () => void;
}

export function ErrorMessage({ error, onClose }: ErrorMessageProps) {
  const { t } = useTranslation();
  if (error === undefined) return null;
  const { sentence, code } = describeError(error, t);
  return (
    <div className="problem" role="alert">
      <CircleAlert aria-hidden />
      <p>
        {sentence} {code !== undefined && <code className="problem-code">{code}</code>}
      </p>
      {onClose && (
        <Button kind="plain" icon={<X aria-hidden />} iconOnly onPress={onClose}>
          {t('common.close')}
        </Button>
      )}
    </div>
  );
}
