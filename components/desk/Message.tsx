import type { ReactNode } from 'react';

interface MessageProps {
  title: string;
  text: string;
  children?: ReactNode;
}

/** A page that has only something to say: nothing found, not allowed, nothing here yet. */
export function Message({ title, text, children }: MessageProps) {
  return (
    <div className="wrap message">
      <h1>{title}</h1>
      <p className="lead">{text}</p>
      {children}
    </div>
  );
}
