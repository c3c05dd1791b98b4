import { Message } from '@/components/ui/Message';
import type { Actor } from '@/lib/platform/actor';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';

/** The review pages for somebody who does not review. */
export function ForbiddenMessage({ role }: Pick<Actor, 'role'>) {
  const { common, desk } = words();
  return (
    <Message title={desk.review.forbiddenTitle} text={fill(desk.review.forbiddenText, { role: common.roles[role] })}>
      <p><a href="/desk">{desk.review.toDesk}</a></p>
    </Message>
  );
}
