import { draftArticle } from './draft';
import { dataOf, signIn, type Client } from './http';

/** Who brings an article to readers, signed in. */
export interface Staff {
  editor: string;
  reviewer: string;
  admin: string;
}

export async function signInStaff(client: Client, password: string): Promise<Staff> {
  const [editor, reviewer, admin] = await Promise.all(['editor', 'reviewer', 'admin'].map((name) => signIn(client, `${name}@anli.example`, password)));
  return { editor: editor!, reviewer: reviewer!, admin: admin! };
}

interface Row {
  id: string;
  workingSeq: number;
  number: number | null;
  review: { revisionId: string } | null;
}

/** Brings a new article so far that one call is left. @returns that call: it publishes and gives the public number */
export async function approvedArticle(client: Client, { editor, reviewer, admin }: Staff, serial: number, category: string): Promise<(by?: Client) => Promise<number>> {
  const call = async (method: string, path: string, cookie: string, input: unknown, by = client) => dataOf<Row>(await by.api(method, path, cookie, input));
  const draft = await call('POST', '/api/articles', editor, draftArticle(serial, category));
  const own = `/api/articles/${draft.id}`;
  const { review } = await call('POST', `${own}/submission`, editor, { version: draft.workingSeq });
  await call('POST', `${own}/decision`, reviewer, { revisionId: review?.revisionId, outcome: 'APPROVED' });
  return async (by) => (await call('POST', `${own}/publication`, admin, {}, by)).number!;
}

/** A category of the demo, by its address. */
export async function anyCategory(client: Client): Promise<string> {
  const { items } = dataOf<{ items: { category: { slug: string } }[] }>(await client.call('/api/cases'));
  return items[0]!.category.slug;
}
