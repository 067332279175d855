/** What went wrong, said where the person looks, until it is put away. */
import { CircleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { explain } from '../languages/errors.ts';
import { Button } from './button.tsx';

export interface ProblemProps {
  readonly error: Error | undefined;
  readonly onClose?: () => void;
}

export function Problem({ error, onClose }: ProblemProps) {
  const { t } = useTranslation();
  if (error === undefined) return null;
  const { sentence, code } = explain(error, t);
  return (
    <div className="problem" role="alert">
      <CircleAlert aria-hidden />
      <p>
        {sentence} {code !== undefined && <code className="problem-code">{code}</code>}
      </p>
      {onClose && (
        <Button kind="plain" icon={<X aria-hidden />} onlyIcon onPress={onClose}>
          {t('common.close')}
        </Button>
      )}
    </div>
  );
}
