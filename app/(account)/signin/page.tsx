import type { Metadata } from 'next';
import { ownPath } from '@/components/account/own-path';
import { SignInForm } from '@/components/account/SignInForm';
import { SignOutButton } from '@/components/shell/SignOutButton';
import { currentActor } from '@/lib/domains/users/auth';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';

export function generateMetadata(): Metadata {
  return { title: words().account.signIn.title };
}

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

/** Sign in, and on to where one wanted to go. */
export default async function SignInPage({ searchParams }: Props) {
  const { account, common } = words();
  const { callbackUrl } = await searchParams;
  const actor = await currentActor();
  const target = ownPath(callbackUrl) ?? '/desk';
  return (
    <div className="wrap narrow">
      <h1>{account.signIn.title}</h1>
      {actor ? (
        <>
          <p>{fill(account.signIn.already, { name: actor.name, role: common.roles[actor.role] })}</p>
          <div className="actions">
            <a className="button primary" href={target}>{account.signIn.toDesk}</a>
            <SignOutButton look="outline" words={account.own} />
          </div>
        </>
      ) : (
        <>
          <SignInForm words={account} target={target} />
          <p className="aside">{account.signIn.noAccount} <a href="/register">{account.signIn.register}</a></p>
        </>
      )}
    </div>
  );
}
