import { PATTERNS, ROUTES } from '@/lib/platform/routes/table';
import { absoluteAddress } from '../address';
import { answerOf } from '../plain-answers';

export const dynamic = 'force-dynamic';

/** Where there is nothing to find for a search engine: applications and the interface of programs. */
const APPLICATIONS = PATTERNS.filter((route) => ROUTES[route].surface === 'app').map((route) => `/${route.split('/')[1]}`);
const CLOSED = [...new Set([...APPLICATIONS, '/api/'])].sort();

export function GET(): Response {
  const lines = ['User-agent: *', ...CLOSED.map((path) => `Disallow: ${path}`), '', `Sitemap: ${absoluteAddress('/sitemap.xml')}`];
  return answerOf('text/plain', `${lines.join('\n')}\n`);
}
