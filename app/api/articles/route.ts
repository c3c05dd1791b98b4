import { createArticle } from '@/lib/domains/articles/mutations';
import { listOwnArticles } from '@/lib/domains/articles/queries';
import { newArticle } from '@/lib/domains/articles/schema';
import { route } from '@/lib/api/route';
import { pageQuery } from '@/lib/platform/database/keyset';

export const GET = route({ query: pageQuery, handle: ({ actor, query }) => listOwnArticles(actor, query) });

export const POST = route({ body: newArticle, status: 201, handle: ({ actor, body }) => createArticle(actor, body) });
