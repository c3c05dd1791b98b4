import { notFound } from '../../platform/errors';
import { JSON_TYPE, checkedJson, decodeUtf8 } from '../../platform/http/json-body';
import { ownAddress } from './own-address';

/** What next-auth is asked for here. To some of the rest it answers 500, and none of it is of use. */
const ACTIONS: Record<string, readonly string[]> = {
  GET: ['csrf', 'providers', 'session', 'signin', 'signout', 'error'],
  POST: ['session', 'signin/credentials', 'signout', 'callback/credentials'],
};
const FORM_TYPE = /^application\/x-www-form-urlencoded\b/i;
/** Codes of next-auth's own. */
const ERROR = /^[A-Za-z]{1,40}$/;
/** Fields of its forms that have to be text, where they are there at all. */
const TEXTS = ['csrfToken', 'json'];

/** What is handed to next-auth in place of what came. */
export interface AuthRequest {
  url: string;
  headers: Headers;
  body: string | undefined;
}

/**
 * A request to next-auth without what it cannot stand: addresses that are none or another site's, errors that are no codes,
 * fields of other types than text.
 * @param action the segments of the address below /api/auth
 * @param body of a POST
 * @param site how readers reach it
 * @throws DomainError not_found for what it is not asked for; malformed or invalid for a body that says it is JSON and is not, or nests too deep
 */
export function authRequest(request: Request, action: readonly string[], body: Uint8Array | undefined, site: string): AuthRequest {
  if (!ACTIONS[request.method]?.includes(action.join('/'))) throw notFound();
  const url = new URL(request.url);
  const { searchParams } = url;
  const query = new URLSearchParams();
  const target = ownAddress(searchParams.get('callbackUrl'), site);
  if (target) query.set('callbackUrl', target);
  const error = searchParams.get('error');
  if (error !== null && ERROR.test(error)) query.set('error', error);
  url.search = query.toString();
  const fields = body && fieldsOf(body, request.headers.get('content-type') ?? '', site);
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  if (fields) headers.set('content-type', 'application/json');
  return { url: url.href, headers, body: fields && JSON.stringify(fields) };
}

/** The fields of a form, however it was sent; undefined for what is no form. */
function fieldsOf(body: Uint8Array, type: string, site: string): Record<string, unknown> | undefined {
  const fields = JSON_TYPE.test(type) ? checkedJson(decodeUtf8(body)) : FORM_TYPE.test(type) ? Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body))) : undefined;
  if (fields === undefined || fields === null || typeof fields !== 'object' || Array.isArray(fields)) return undefined;
  const { callbackUrl, ...rest } = fields as Record<string, unknown>;
  const target = ownAddress(callbackUrl, site);
  const kept = Object.entries(rest).filter(([name, value]) => !TEXTS.includes(name) || typeof value === 'string');
  return { ...Object.fromEntries(kept), ...(target ? { callbackUrl: target } : {}) };
}
