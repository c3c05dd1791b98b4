// Takes hold of the link to the desk in the head of a reader page, which is the same page for everybody: who is signed in is
// greeted there by his name, and led to the desk without being asked to sign in.
import { hasAccountMark, markAccount } from '../../ui/account-mark';

const link = document.querySelector<HTMLAnchorElement>('a.account')!;
const asked = link.textContent;

async function greet(): Promise<void> {
  if (!hasAccountMark()) {
    link.textContent = asked;
    return;
  }
  const response = await fetch('/api/auth/session');
  if (!response.ok) return;
  const { user } = (await response.json()) as { user?: { name: string } };
  // Signed out elsewhere, or for too long away.
  if (!user) markAccount(false);
  if (!user) return void (link.textContent = asked);
  const [before = '', after = ''] = link.dataset.greeting!.split('{name}');
  // A name in a script that runs the other way turns nothing but itself.
  const name = document.createElement('bdi');
  name.textContent = user.name;
  link.replaceChildren(before, name, after);
}

/** Without an answer the link stays as it is; it leads to the desk in any case. */
const look = () => void greet().catch(() => undefined);
// Also where the page comes back as it was left.
addEventListener('pageshow', ({ persisted }) => persisted && look());
addEventListener('storage', look);
look();
