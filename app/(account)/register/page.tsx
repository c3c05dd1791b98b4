import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { RegisterForm } from '@/components/account/RegisterForm';
import { currentActor } from '@/lib/domains/users/auth';
import { words } from '@/lib/i18n/words';

export function generateMetadata(): Metadata {
  return { title: words().account.register.title };
}

/** A new account, as a reader. */
export default async function RegisterPage() {
  const { account } = words();
  if (await currentActor()) redirect('/account');
  return (
    <div className="wrap narrow">
      <h1>{account.register.title}</h1>
      <p className="lead">{account.register.lead}</p>
      <RegisterForm words={account} />
      <p className="aside">{account.register.hasAccount} <a href="/signin">{account.register.signIn}</a></p>
    </div>
  );
}
