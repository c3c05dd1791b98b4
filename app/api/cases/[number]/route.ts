import { z } from 'zod';
import { DomainError, notFound } from '@/lib/platform/errors';
import { publicRoute } from '@/lib/api/route';
import { caseJson, getPublishedArticle } from '@/lib/published/article';
import { parseNumber } from '@/lib/published/number';

export const GET = publicRoute({
  params: z.object({ number: z.string() }),
  handle: async ({ params }) => {
    const number = parseNumber(params.number);
    const found = number === null ? { state: 'missing' as const } : await getPublishedArticle(number);
    if (found.state === 'missing') throw notFound();
    if (found.state === 'withdrawn') throw new DomainError('gone', { detail: found.reason });
    return caseJson(found.content);
  },
});
