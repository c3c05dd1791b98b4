import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'primary' | 'outline' | 'quiet' | 'danger';
  /** While something is on its way: the words for it; the button cannot be pressed again until then. */
  busy?: string | false | undefined;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

/** A button. It is disabled only while `busy`, and then says so. */
export function Button({ look = 'outline', busy, children, type = 'button', disabled, ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={`button ${look}`} disabled={disabled || Boolean(busy)} aria-busy={busy ? true : undefined}>
      {busy || children}
    </button>
  );
}
