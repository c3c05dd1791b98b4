import type { ReactNode } from 'react';

interface NoticeProps {
  tone?: 'plain' | 'good' | 'bad';
  title?: string;
  /** Says itself as soon as it appears. */
  live?: boolean;
  children?: ReactNode;
}

/** A few words that stand apart from the text: a hairline at their side in the colour of what they say. */
export function Notice({ tone = 'plain', title, live, children }: NoticeProps) {
  const role = live ? (tone === 'bad' ? 'alert' : 'status') : undefined;
  return (
    <div className={`notice ${tone}`} role={role}>
      {title ? <p className="notice-title">{title}</p> : null}
      {children}
    </div>
  );
}
