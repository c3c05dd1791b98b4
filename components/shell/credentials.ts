import { markAccount } from '@/components/ui/account-mark';
import { noAnswer, problemOf, type Problem } from './api';

export type SignInResult = { state: 'in' } | { state: 'wrong' } | { state: 'problem'; problem: Problem };

const failed = (problem: Problem): SignInResult => ({ state: 'problem', problem });

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
  return fetch(path, { method: 'POST', body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }) });
}

/** next-auth answers 200 also where it sends elsewhere to say what went wrong. */
function refused(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url, 'http://own.invalid')) return true;
  const { searchParams } = new URL(url, 'http://own.invalid');
  return searchParams.has('error') || searchParams.has('csrf');
}

/** Signs in by next-auth's credentials flow. Never throws. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  try {
    const response = await post('/api/auth/callback/credentials', { email, password });
    const answer = (await response.json()) as { url?: unknown; code?: string };
    if (answer.code) return { state: 'problem', problem: problemOf(response, answer) };
    if (response.status === 401) return { state: 'wrong' };
    const isIn = response.ok && !refused(answer.url);
    if (isIn) markAccount(true);
    return isIn ? { state: 'in' } : failed({ status: response.status, code: 'unreachable', title: '' });
  } catch {
    return failed(noAnswer());
  }
}

/** Ends this session. @returns whether it has ended */
export async function signOut(): Promise<boolean> {
  try {
    const { ok } = await post('/api/auth/signout', {});
    if (ok) markAccount(false);
    return ok;
  } catch {
    return false;
  }
}
