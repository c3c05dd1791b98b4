import { db } from '@/lib/db';
import { publicRoute } from '@/lib/http/route';

/** Readiness with each dependency; 503 while the database cannot be reached. */
export const GET = publicRoute({
  handle: async () => {
    await db().$queryRaw`SELECT 1`;
    return { status: 'ready', dependencies: { database: 'up' } };
  },
});
