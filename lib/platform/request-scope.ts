import { AsyncLocalStorage } from 'node:async_hooks';
import { shared } from './registry';

/** The request that something is done for: what the log and the metrics say about it. */
export interface RequestScope {
  /** The request id, as in X-Request-Id. */
  readonly id: string;
  /** The declared pattern, see routes/table.ts. */
  readonly route: string;
  /** Queries run for it so far, and their time together in milliseconds. */
  queries: number;
  queryMs: number;
}

const store = shared('request-scope', () => new AsyncLocalStorage<RequestScope>());

/** Does `work` for a request: whatever it starts belongs to that request, also in Next's bundle. */
export function inRequest<T>(scope: RequestScope, work: () => T): T {
  return store.run(scope, work);
}

/** The request that this is done for; undefined for what the server does by itself. */
export function currentRequest(): RequestScope | undefined {
  return store.getStore();
}
