import { Message } from '@/components/ui/Message';
import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { langOf } from './lang-of';

interface Props {
  status: number;
  title: string;
  text: string;
  /** What the editors wrote about it, where they did. */
  reason?: string | undefined;
}

/** What a reader gets instead of a page: what happened, and where to go from here. */
export function StatusMessage({ status, title, text, reason }: Props) {
  const { gone, nav } = words().site;
  return (
    <Message status={status} title={title} text={text}>
      {reason && (
        <p>
          {gone.reason}
          <bdi lang={langOf(reason)}>{balanced(reason)}</bdi>
        </p>
      )}
      <ul role="list">
        <li><a href="/">{nav.home}</a></li>
        <li><a href="/c">{nav.categories}</a></li>
      </ul>
    </Message>
  );
}
