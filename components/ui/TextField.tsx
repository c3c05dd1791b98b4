import type { InputHTMLAttributes } from 'react';
import { FieldFrame, described } from './FieldFrame';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  quiet?: boolean;
  onChange?: (value: string) => void;
}

/** A line of text with its label. */
export function TextField({ id, label, hint, error, quiet, className, onChange, ...rest }: TextFieldProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} {...(quiet ? { quiet } : {})} {...(className ? { className } : {})}>
      <input type="text" {...rest} {...described(id, hint, error)} onChange={(event) => onChange?.(event.target.value)} />
    </FieldFrame>
  );
}
