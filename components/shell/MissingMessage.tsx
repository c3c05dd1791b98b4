import { Message } from '@/components/ui/Message';
import { words } from '@/lib/i18n/words';

/** Nothing here that this account may see. */
export function MissingMessage() {
  const { missing } = words().desk;
  return (
    <Message title={missing.title} text={missing.text}>
      <p><a href="/desk">{missing.back}</a></p>
    </Message>
  );
}
