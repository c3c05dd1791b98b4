import { send, type Answer } from './client';
import { site } from './site';

/** next-auth's sign-in as a browser does it: a CSRF token first, then a form. */
export interface SignInForm {
  email?: unknown;
  password?: unknown;
  [key: string]: unknown;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** What Set-Cookie headers put into a jar, as a Cookie header. Emptied cookies are left out. */
export function cookiesOf({ headers }: Answer): string {
  const pairs = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]!);
  return pairs.filter((pair) => !pair.endsWith('=')).join('; ');
}

export async function csrf(cookie = '', origin = site.origin): Promise<{ csrfToken: string; cookie: string }> {
  const answer = await send('GET', '/api/auth/csrf', { origin, headers: cookie ? { cookie } : {} });
  const { csrfToken } = answer.body as { csrfToken: string };
  return { csrfToken, cookie: [cookie, cookiesOf(answer)].filter(Boolean).join('; ') };
}

/** Types these credentials into the form; an object or a list becomes what a form makes of it. */
export async function typeCredentials(credentials: SignInForm, headers: Record<string, string> = {}): Promise<Answer> {
  const { csrfToken, cookie } = await csrf();
  const form = new URLSearchParams({ csrfToken, json: 'true', callbackUrl: '/' });
  for (const [name, value] of Object.entries(credentials)) form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  return send('POST', '/api/auth/callback/credentials', { headers: { ...FORM, cookie, ...headers }, body: form.toString() });
}

/** Signs in with a password that must be right. @returns the cookie of the new session */
export async function signInByForm(email: string, password: string): Promise<string> {
  const answer = await typeCredentials({ email, password });
  const cookie = cookiesOf(answer);
  if (!cookie.includes('next-auth.session-token=')) throw new Error(`Not signed in: ${answer.status} ${answer.text}`);
  return cookie;
}

export async function signOut(cookie: string): Promise<Answer> {
  const { csrfToken, cookie: both } = await csrf(cookie);
  return send('POST', '/api/auth/signout', { headers: { ...FORM, cookie: both }, body: new URLSearchParams({ csrfToken, json: 'true' }).toString() });
}
