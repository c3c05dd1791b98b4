import type { SelectHTMLAttributes } from 'react';
import { FieldFrame, described } from './FieldFrame';

export interface Option {
  value: string;
  label: string;
}

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  options: readonly Option[];
  onChange: (value: string) => void;
}

/** A choice of one with its label. */
export function Select({ id, label, hint, error, options, className, onChange, ...rest }: SelectProps) {
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} {...(className ? { className } : {})}>
      <select {...rest} {...described(id, hint, error)} onChange={(event) => onChange(event.target.value)}>
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
