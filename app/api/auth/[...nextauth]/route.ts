import NextAuth from 'next-auth';
import { NextRequest } from 'next/server';
import { authOptions, type SignInOutcome } from '@/lib/domains/users/auth';
import { authRequest } from '@/lib/domains/users/auth-request';
import { readEnv } from '@/lib/platform/env';
import { clientNetwork } from '@/lib/platform/http/client-network';
import { readCapped } from '@/lib/platform/http/json-body';
import { guarded } from '@/lib/api/route';

/** A sign-in form is small. */
const MOST_BYTES = 64 * 1024;

const handler = guarded(async (request, params) => {
  const action = [params.nextauth ?? []].flat();
  const body = request.method === 'POST' ? await readCapped(request, MOST_BYTES) : undefined;
  const { url, ...asked } = authRequest(request, action, body, readEnv().NEXTAUTH_URL ?? request.url);
  const outcome: SignInOutcome = {};
  const copy = new NextRequest(url, { method: request.method, ...asked });
  const response = (await NextAuth(copy, { params: Promise.resolve({ nextauth: action }) }, authOptions({ outcome, network: clientNetwork(request.headers) }))) as Response;
  // next-auth folds every failure into "wrong password"; too many attempts and a lost database say their own name.
  if (outcome.error) throw outcome.error;
  response.headers.set('cache-control', 'private, no-store');
  return response;
});

export { handler as GET, handler as POST };
