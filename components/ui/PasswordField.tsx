'use client';

import { useState } from 'react';
import { FieldFrame, described } from './FieldFrame';

interface PasswordFieldProps {
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  autoComplete: 'current-password' | 'new-password';
  value: string;
  onChange: (value: string) => void;
  words: { showPassword: string; hidePassword: string };
}

/** A password with a button to look at what was typed. */
export function PasswordField({ id, label, hint, error, value, onChange, words, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error} className="password">
      <input {...rest} type={shown ? 'text' : 'password'} {...described(id, hint, error)} value={value} onChange={(event) => onChange(event.target.value)} spellCheck={false} autoCapitalize="none" />
      <button type="button" className="button quiet" aria-controls={id} onClick={() => setShown(!shown)}>
        {shown ? words.hidePassword : words.showPassword}
      </button>
    </FieldFrame>
  );
}
