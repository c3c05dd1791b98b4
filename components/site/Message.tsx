import { words } from '@/lib/i18n/words';

interface Props {
  status: number;
  title: string;
  text: string;
  /** What the editors wrote about it, where they did. */
  reason?: string | undefined;
}

/** A page that has only a message: what happened, and where to go from here. */
export function Message({ status, title, text, reason }: Props) {
  const { gone, nav } = words().site;
  return (
    <div className="wrap message">
      <p className="kind">{status}</p>
      <h1>{title}</h1>
      <p className="lead">{text}</p>
      {reason && (
        <p>
          {gone.reason}
          {reason}
        </p>
      )}
      <ul role="list">
        <li><a href="/">{nav.home}</a></li>
        <li><a href="/c">{nav.categories}</a></li>
      </ul>
    </div>
  );
}
