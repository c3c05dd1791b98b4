import { publicRoute } from '@/lib/api/route';
import { readiness } from '@/lib/platform/http/readiness';

/** Readiness with each dependency; 503 while one of them is away, or while this instance stops. */
export const GET = publicRoute({ handle: readiness });
