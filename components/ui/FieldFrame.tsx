import type { ReactNode } from 'react';

interface FrameProps {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** The label is for listeners only, since the place says what it is. */
  quiet?: boolean;
  className?: string;
  children: ReactNode;
}

/** What ties a control to the words under it: spread it over the control that the frame holds. */
export function described(id: string, hint?: string, error?: string) {
  const ids = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return { id, 'aria-describedby': ids || undefined, 'aria-invalid': error ? true : undefined };
}

/** A control with its label above, its hint and its finding below. */
export function FieldFrame({ id, label, hint, error, quiet, className, children }: FrameProps) {
  return (
    <div className={className ? `field ${className}` : 'field'}>
      <label htmlFor={id} className={quiet ? 'hidden' : undefined}>
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} className="error">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
