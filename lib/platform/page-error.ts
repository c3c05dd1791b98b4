import { isUnavailable } from './unavailable';
import { log } from './log';
import { currentRequest } from './request-scope';

/** Where Next met a fault, in its own words. */
interface Place {
  /** The route's file, as /(site)/cases/[number]/page. */
  routePath: string;
  /** What was done there: render, route, action. */
  routeType: string;
}

/**
 * Writes a fault of a page's as one line of our log. The digest is what Next tells the one who met it. A database that is
 * away is no fault of the page's: the line says that and no more.
 */
export function logPageError(error: unknown, { routePath, routeType }: Place): void {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  const where = { requestId: currentRequest()?.id, route: routePath, routeType, digest };
  if (isUnavailable(error)) log().warn(where, 'page without its database');
  else log().error({ ...where, err: error }, 'page failed');
}
