import NextAuth from 'next-auth';
import { NextRequest } from 'next/server';
import { authOptions, type SignInOutcome } from '@/lib/domains/users/auth';
import { clientNetwork } from '@/lib/platform/http/client-network';
import { JSON_TYPE, decodeUtf8, parseJson, readCapped } from '@/lib/platform/http/json-body';
import { notFound } from '@/lib/platform/errors';
import { guarded } from '@/lib/api/route';

/** A sign-in form is small. */
const MOST_BYTES = 64 * 1024;

const handler = guarded(async (request, params) => {
  // Its client's log endpoint is open to anybody and writes what it is sent into ours.
  if (params.nextauth?.[0] === '_log') throw notFound();
  const body = request.method === 'POST' ? await readCapped(request, MOST_BYTES) : undefined;
  if (body && JSON_TYPE.test(request.headers.get('content-type') ?? '')) parseJson(decodeUtf8(body));
  const outcome: SignInOutcome = {};
  const copy = new NextRequest(request.url, { method: request.method, headers: request.headers, ...(body ? { body: new Uint8Array(body) } : {}) });
  const response = (await NextAuth(copy, { params: Promise.resolve({ nextauth: [params.nextauth ?? []].flat() }) }, authOptions({ outcome, network: clientNetwork(request.headers) }))) as Response;
  // next-auth folds every failure into "wrong password"; too many attempts and a lost database say their own name.
  if (outcome.error) throw outcome.error;
  response.headers.set('cache-control', 'private, no-store');
  return response;
});

export { handler as GET, handler as POST };
