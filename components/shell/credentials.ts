import { problemOf, type Problem } from './api';

export type SignInResult = { state: 'in' } | { state: 'wrong' } | { state: 'problem'; problem: Problem };

const OFFLINE: SignInResult = { state: 'problem', problem: { status: 0, code: 'offline', title: '' } };

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
    return response.ok && !refused(answer.url) ? { state: 'in' } : OFFLINE;
  } catch {
    return OFFLINE;
  }
}

/** Ends this session. @returns whether it has ended */
export async function signOut(): Promise<boolean> {
  try {
    return (await post('/api/auth/signout', {})).ok;
  } catch {
    return false;
  }
}
