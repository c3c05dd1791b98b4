import { z } from 'zod';
import type { Person } from '../platform/actor';
import { withOrigin } from '../domains/audit/audit';
import { currentSession, type SignedIn } from '../domains/users/auth';
import { DomainError, invalid } from '../platform/errors';
import { fromZod } from '../i18n/findings';
import { log } from '../platform/log';
import { consume, type Allowance } from '../platform/http/rate-limit';
import { sha256 } from '../platform/sha256';
import { PAGE_ACCOUNT } from '../platform/page-account';
import { clientNetwork } from '../platform/http/client-network';
import { readFileForm } from '../platform/http/form';
import { FileReply, fileResponse } from '../platform/http/file-reply';
import { PRIVATE, REQUEST_ID } from '../platform/http/headers';
import { once, type Answer } from '../platform/http/idempotency';
import { readJson } from '../platform/http/json-body';
import { problemResponse, toDomainError } from './problem';
import { assertSameOrigin } from '../platform/http/same-origin';
import { noteStorageTrouble } from '../platform/http/storage';
import { readUpload, uploads, type Upload } from '../platform/http/upload';

const NOTHING = new Uint8Array();

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
type Schema = z.ZodType | undefined;

interface Call<P extends Schema, Q extends Schema, B extends Schema> {
  params: Output<P>;
  query: Output<Q>;
  body: Output<B>;
  /** The body as it came, where `upload` is declared; the file of a `form`; else empty. */
  bytes: Uint8Array;
  /** The name of the file of a `form`, without its folders and with them; else empty. */
  fileName: string;
  path: string;
  /** Pictures that came with the file of a `form`, by their paths. */
  pictures: ReadonlyMap<string, Uint8Array>;
  request: Request;
}

interface Declaration<P extends Schema, Q extends Schema, B extends Schema> {
  params?: P;
  query?: Q;
  body?: B;
  /** 200 where nothing is said. */
  status?: number;
  /**
   * `handle` returns a FileReply instead of what becomes `{ data }`. Such a call has no memory: an Idempotency-Key is not
   * looked at.
   */
  answers?: 'file';
  /** How often one account (or, where nobody is signed in, one address) may. */
  allowance?: Allowance;
}

interface Form {
  bytes: number;
  /** How many may come with the file; none where nothing is said. */
  pictures?: number;
}

interface SignedInDeclaration<P extends Schema, Q extends Schema, B extends Schema> extends Declaration<P, Q, B> {
  /** Who may call it at all; asked before the body is read, which may be large. */
  who?: (actor: Person) => boolean;
  /** The body is a file, of these types by its own word and of no more bytes. */
  upload?: Upload;
  /**
   * The body is a form with a file of no more bytes, pictures included, and `body` is the schema of its options. Such a
   * call knows a repetition by what it brings; an Idempotency-Key is not looked at.
   */
  form?: Form;
  handle(call: Call<P, Q, B> & { actor: Person; sessionId: string }): Promise<unknown>;
}

interface PublicDeclaration<P extends Schema, Q extends Schema, B extends Schema> extends Declaration<P, Q, B> {
  handle(call: Call<P, Q, B>): Promise<unknown>;
}

/** What `handle` returns where the status is not always the declared one. */
export class Reply {
  constructor(
    readonly status: number,
    readonly data: unknown,
  ) {}
}

type RouteHandler = (request: Request, context: { params: Promise<Record<string, string | string[]>> }) => Promise<Response>;

/** What a declared endpoint says of itself: read by whatever is made for all of them. */
export interface Endpoint {
  access: 'anybody' | 'signed in';
  /** Whether some who are signed in are refused, whatever they ask for. */
  restricted: boolean;
  takes: 'nothing' | 'json' | 'upload' | 'form';
  answers: 'data' | 'file';
}

type DeclaredHandler = RouteHandler & { readonly endpoint: Endpoint };

function declaredAs(handler: RouteHandler, access: Endpoint['access'], declared: { who?: unknown; body?: Schema; upload?: unknown; form?: unknown; answers?: 'file' }): DeclaredHandler {
  const { who, body, upload, form, answers = 'data' } = declared;
  const takes = form ? 'form' : upload ? 'upload' : body ? 'json' : 'nothing';
  return Object.assign(handler, { endpoint: { access, restricted: who !== undefined, takes, answers } as const });
}

/**
 * A route for signed-in users. Does, once for all of them, what Next's handlers do not: same-origin check,
 * authentication with the user read afresh, a look whether the page that sends is his, JSON (or one declared file) only, size and depth caps, schemas with every finding, rate limit,
 * Idempotency-Key, request id, no caching, and the one `catch` that turns errors into problem+json. What `handle`
 * returns becomes `{ data }`; a FileReply (with `answers: 'file'`) becomes a file, see lib/api/README.md.
 */
export function route<P extends Schema = undefined, Q extends Schema = undefined, B extends Schema = undefined>(
  declared: SignedInDeclaration<P, Q, B>,
): DeclaredHandler {
  const handler = guarded(async (request, rawParams, requestId) => {
    const session = await currentSession();
    if (!session) throw new DomainError('unauthenticated');
    const page = request.headers.get(PAGE_ACCOUNT);
    if (page !== null && page !== session.actor.id) throw new DomainError('forbidden', { reason: 'other_account' });
    if (declared.who?.(session.actor) === false) throw new DomainError('forbidden');
    const answer = async () => {
      const { call, sent } = await parseCall(declared, request, rawParams);
      return perform(declared, { request, requestId, sent, session }, () => declared.handle({ ...call, ...session }));
    };
    if (declared.form) return uploads('documents', request, session.actor.id)(answer);
    return declared.upload ? uploads('pictures', request, session.actor.id)(answer) : answer();
  });
  return declaredAs(handler, 'signed in', declared);
}

/** A route for anybody, signed in or not; all else as `route`, without Idempotency-Key, which belongs to a user. */
export function publicRoute<P extends Schema = undefined, Q extends Schema = undefined, B extends Schema = undefined>(
  declared: PublicDeclaration<P, Q, B>,
): DeclaredHandler {
  const handler = guarded(async (request, rawParams, requestId) => {
    const { call, sent } = await parseCall(declared, request, rawParams);
    return perform(declared, { request, requestId, sent, session: null }, () => declared.handle(call));
  });
  return declaredAs(handler, 'anybody', declared);
}

/** Runs `work` inside the one `catch`; also for handlers that are not ours (next-auth). */
export function guarded(work: (request: Request, params: Record<string, string | string[]>, requestId: string) => Promise<Response>): RouteHandler {
  return async (request, context) => {
    const requestId = request.headers.get(REQUEST_ID) ?? crypto.randomUUID();
    const origin = request.headers.has('sec-fetch-site') ? 'WEB' : 'API';
    try {
      assertSameOrigin(request);
      const params = await context.params;
      return await withOrigin({ origin, requestId }, () => work(request, params, requestId));
    } catch (thrown) {
      const error = toDomainError(thrown);
      if (error.code === 'internal') log().error({ err: thrown, requestId }, 'request failed');
      if (noteStorageTrouble(thrown)) log().error({ err: thrown, requestId }, 'nothing can be stored: a disk is full, read-only or broken');
      return problemResponse(error, requestId);
    }
  };
}

interface Asked {
  request: Request;
  requestId: string;
  /** What a repetition is known by. */
  sent: unknown;
  session: SignedIn | null;
}

async function perform(
  { status = 200, allowance, form, answers }: { status?: number; allowance?: Allowance; form?: object; answers?: 'file' },
  { request, requestId, sent, session }: Asked,
  handle: () => Promise<unknown>,
): Promise<Response> {
  if (allowance) await consume(allowance, session?.actor.id ?? clientNetwork(request.headers));
  if (answers === 'file') {
    const reply = await handle();
    if (!(reply instanceof FileReply)) throw new Error('An endpoint that answers a file has returned none.');
    return fileResponse(request, reply.file, requestId);
  }
  const work = async (): Promise<Answer> => {
    const result = await handle();
    if (result instanceof FileReply) throw new Error("An endpoint has returned a file, and its declaration lacks answers: 'file'.");
    return result instanceof Reply ? { status: result.status, body: { data: result.data } } : { status, body: { data: result ?? null } };
  };
  const key = request.headers.get('idempotency-key');
  const repeatable = session && key !== null && !form && request.method !== 'GET';
  const route = `${request.method} ${new URL(request.url).pathname}`;
  const answer = repeatable ? await once({ actor: session.actor, route, key, request: sent }, work) : await work();
  return Response.json(answer.body, { status: answer.status, headers: { 'cache-control': PRIVATE } });
}

async function parseCall<P extends Schema, Q extends Schema, B extends Schema>(
  { params, query, body, upload, form }: Declaration<P, Q, B> & { upload?: Upload; form?: Form },
  request: Request,
  rawParams: Record<string, string | string[]>,
): Promise<{ call: Call<P, Q, B>; sent: unknown }> {
  const path = params ? params.safeParse(rawParams) : undefined;
  // An address that cannot name anything names nothing.
  if (path && !path.success) throw new DomainError('not_found');
  // Kept as it was sent: parsing gives new ids to blocks without one, and a repetition must be known as such.
  const file = form && (await readFileForm(request, form.bytes, form.pictures));
  const bytes = file ? file.bytes : upload ? await readUpload(request, upload) : NOTHING;
  const sent = file ? file.options : upload ? sha256(bytes) : body && (await readJson(request));
  const call = {
    bytes,
    fileName: file?.fileName ?? '',
    path: file?.path ?? '',
    pictures: file?.pictures ?? new Map<string, Uint8Array>(),
    params: path?.data as Output<P>,
    query: query && parse(query, Object.fromEntries(new URL(request.url).searchParams)),
    body: body && parse(body, sent),
    request,
  } as Call<P, Q, B>;
  return { call, sent };
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (!result.success) throw invalid(fromZod(result.error));
  return result.data;
}
