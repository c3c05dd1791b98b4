'use client';

import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { useSlowText } from './SlowText';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'primary' | 'outline' | 'quiet' | 'danger';
  /** While something is on its way: the words for it; the button cannot be pressed again until then. */
  busy?: string | false | undefined;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

/** A button. It is disabled only while `busy`, and then says so; where that takes long, it says that beside itself. */
export function Button({ look = 'outline', busy, children, type = 'button', disabled, ...rest }: ButtonProps) {
  const slow = useSlowText(Boolean(busy));
  return (
    <>
      <button {...rest} type={type} className={`button ${look}`} disabled={disabled || Boolean(busy)} aria-busy={busy ? true : undefined}>
        {busy || children}
      </button>
      {slow ? <span className="slow" role="status">{slow}</span> : null}
    </>
  );
}
