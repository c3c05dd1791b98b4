import type { Instrumentation } from 'next';
import { isUnavailable } from './lib/db';
import { log } from './lib/log';
import { currentRequest } from './lib/request-scope';

/**
 * A fault while a page was rendered, as one line of our log (server/main.ts keeps Next from printing it by itself). The
 * digest is what the page shows to the one who met it. A database that is away is no fault of the page's: the line says
 * that and no more.
 */
export const onRequestError: Instrumentation.onRequestError = (error, _request, { routePath, routeType }) => {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  const where = { requestId: currentRequest()?.id, route: routePath, routeType, digest };
  if (isUnavailable(error)) log().warn(where, 'page without its database');
  else log().error({ ...where, err: error }, 'page failed');
};
