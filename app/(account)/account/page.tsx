import type { Metadata } from 'next';
import { PasswordForm } from '@/components/account/PasswordForm';
import { SignOutButton } from '@/components/shell/SignOutButton';
import { Facts } from '@/components/ui/Facts';
import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { requireActor } from '../../shell/session';

export function generateMetadata(): Metadata {
  return { title: words().account.own.title };
}

/** Who one is here, and one's password. */
export default async function AccountPage() {
  const actor = await requireActor('/account');
  const { account, common } = words();
  const { own } = account;
  return (
    <div className="wrap narrow">
      <h1>{own.title}</h1>
      <Facts
        facts={[
          { name: own.name, value: <bdi>{balanced(actor.name)}</bdi> },
          { name: own.email, value: actor.email },
          { name: own.role, value: common.roles[actor.role] },
        ]}
      />
      <p className="hint">{own.roleHints[actor.role]}</p>
      <h2>{own.passwordTitle}</h2>
      <PasswordForm words={account} email={actor.email} />
      <h2>{own.sessionTitle}</h2>
      <p className="hint">{own.sessionHint}</p>
      <SignOutButton look="outline" words={own} />
    </div>
  );
}
