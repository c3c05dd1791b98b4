import { z } from 'zod';
import { id } from '@/lib/domains/articles/schema';
import { getSchedule } from '@/lib/domains/publication/schedule-queries';
import { cancelSchedule, setSchedule } from '@/lib/domains/publication/schedules';
import { schedule } from '@/lib/domains/publication/schema';
import { route } from '@/lib/api/route';

const params = z.object({ id });

export const GET = route({
  params,
  handle: ({ actor, params }) => getSchedule(actor, params.id),
});

export const PUT = route({
  params,
  body: schedule,
  handle: ({ actor, params, body }) => setSchedule(actor, params.id, body),
});

export const DELETE = route({
  params,
  handle: ({ actor, params }) => cancelSchedule(actor, params.id),
});
