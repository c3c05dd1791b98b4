import type { TextareaHTMLAttributes } from 'react';
import { FieldFrame, described } from './FieldFrame';

interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** Lines of text with their label; grows with what is written where the browser can. */
export function TextArea({ id, label, hint, error, className, onChange, ...rest }: TextAreaProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} {...(className ? { className } : {})}>
      <textarea rows={4} {...rest} {...described(id, hint, error)} onChange={(event) => onChange(event.target.value)} />
    </FieldFrame>
  );
}
