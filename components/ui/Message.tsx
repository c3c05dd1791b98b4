import type { ReactNode } from 'react';

interface MessageProps {
  /** The HTTP status, where the page says it. */
  status?: number;
  title: string;
  text: string;
  children?: ReactNode;
}

/** A page that has only something to say: nothing found, not allowed, nothing here yet. */
export function Message({ status, title, text, children }: MessageProps) {
  return (
    <div className="wrap message">
      {status === undefined ? null : <p className="kind">{status}</p>}
      <h1>{title}</h1>
      <p className="lead">{text}</p>
      {children}
    </div>
  );
}
