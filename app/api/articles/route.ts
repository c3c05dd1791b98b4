import { createArticle } from '@/lib/articles/mutations';
import { listOwnArticles } from '@/lib/articles/queries';
import { newArticle } from '@/lib/articles/schema';
import { route } from '@/lib/http/route';
import { pageQuery } from '@/lib/keyset';

export const GET = route({ query: pageQuery, handle: ({ actor, query }) => listOwnArticles(actor, query) });

export const POST = route({ body: newArticle, status: 201, handle: ({ actor, body }) => createArticle(actor, body) });
