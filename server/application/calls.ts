import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../../lib/platform/routes/table';
import type { Rendered } from '../../lib/platform/page-cache/made';
import type { RequestScope } from '../../lib/platform/request-scope';
import type { Figures } from '../metrics/metrics-of-workers';

/** Next and all that it needs: what answers when nothing is kept. */
export interface Application {
  /** The answer at a reader's address, from nothing but the address; never fails. */
  render(address: string, scope: RequestScope, inSnapshot: boolean): Promise<Rendered>;
  /** Answers everything else: the desk, the API, and built files in development. */
  answer(request: IncomingMessage, response: ServerResponse, scope: RequestScope): void;
  /** Ends its connections to the database; to be called when all is answered. */
  close(): Promise<void>;
}

/** The header in which the thread behind tells how many queries an answer took, and how many milliseconds they did. */
export const QUERIES = 'x-anli-queries';

/** What the thread gets when it starts. */
export interface ThreadData {
  /** How readers reach the site, and on which port. */
  address: string;
  sitePort: number;
  /** Where it is to listen for what is forwarded to it. */
  socketPath: string;
  /** The counter of expiries of the clock in front, see commit-clock/clock.ts. */
  expiries: SharedArrayBuffer;
}

/** What the thread in front may ask of the one behind. */
export interface ApplicationCalls {
  render(url: string, requestId: string, route: Route, inSnapshot: boolean): Promise<Rendered & { queries: number; queryMs: number }>;
  /** Says that it does. */
  answers(): true;
  /** What it has counted. */
  figures(): Promise<Figures>;
  /** Makes its connections; resolves also where that cannot be done. */
  warmUp(): Promise<void>;
  /** The process is about to end. */
  stopping(): void;
  /** All is answered: end. */
  close(): Promise<void>;
}

/** What the thread behind may ask of the one in front. */
export interface FrontCalls {
  loaded(): void;
  /** As the clock's. */
  current(): Promise<boolean>;
  othersLiving(): Promise<boolean>;
}
