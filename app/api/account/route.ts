import { route } from '@/lib/api/route';

/** Who is signed in, as the database says now. */
export const GET = route({ handle: async ({ actor }) => actor });
