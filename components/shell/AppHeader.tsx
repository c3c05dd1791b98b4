import { NavLinks } from '@/components/ui/NavLinks';
import type { Anyone } from '@/lib/platform/actor';
import { isAdmin, mayReview } from '@/lib/domains/users/roles';
import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { SignOutButton } from './SignOutButton';

/** The head of desk, review and account. Links are plain, so that the browser asks before unsaved words are left. */
export function AppHeader({ actor }: { actor: Anyone }) {
  const { common, desk } = words();
  const judges = mayReview(actor);
  const links = [{ href: '/desk', name: desk.nav.desk }, ...(judges ? [{ href: '/admin/review', name: desk.nav.review }] : []), ...(isAdmin(actor) ? [{ href: '/admin/cases', name: desk.nav.cases }] : [])];
  return (
    <header className="top">
      <div className="wrap">
        <a className="brand" href="/">{common.siteName}</a>
        {actor ? (
          <>
            <NavLinks label={desk.nav.label} links={links} />
            <div className="account">
              <a href="/account"><bdi>{balanced(actor.name)}</bdi></a>
              <SignOutButton look="quiet" words={{ signOut: desk.nav.signOut, signingOut: desk.nav.signingOut }} />
            </div>
          </>
        ) : (
          <div className="account">
            <a href="/signin">{desk.nav.signIn}</a>
          </div>
        )}
      </div>
    </header>
  );
}
