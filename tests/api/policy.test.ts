import { beforeAll, describe, expect, test } from 'vitest';
import { decide, makeArticle, makeCategory, publish, readArticle, submit, withdraw } from '../support/articles';
import { as, visitor, type Answer, type Client } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { createCast, createUser, type Cast, type Person } from '../support/people';
import { ACTIONS, expected, expectedRow, ROLES, STATES, type RoleName, type StateName, type TableAction } from '../support/policy-table';

type OwnerName = 'owner' | 'reviewerOwner' | 'adminOwner';

let cast: Cast;
let owners: Record<OwnerName, Person>;
let otherCategory: string;
/** One article a state and owner, for what is refused and so leaves it as it is. */
const standing = new Map<string, string>();

beforeAll(async () => {
  cast = await createCast();
  owners = { owner: cast.owner, reviewerOwner: await createUser('REVIEWER'), adminOwner: await createUser('ADMIN') };
  otherCategory = await makeCategory();
  for (const state of STATES) {
    for (const name of Object.keys(owners) as OwnerName[]) standing.set(`${state} ${name}`, await bring(state, owners[name]));
  }
});

/** A new article of `owner`'s, with the co-editor, brought into this state by the API. */
async function bring(state: StateName, owner: Person): Promise<string> {
  const { id, version } = await makeArticle(owner);
  // More of them than anybody may send in an hour.
  await sql(`DELETE FROM "RateLimit" WHERE key LIKE 'invitation:%'`);
  await as(owner).post(`/api/articles/${id}/editors`, { email: cast.coEditor.email });
  if (state === 'draft') return id;
  if (state === 'deleted') {
    await as(owner).delete(`/api/articles/${id}`);
    return id;
  }
  await submit(owner, id);
  if (state === 'submitted') return id;
  await decide(cast.reviewer, id, state === 'returned' ? 'RETURNED' : 'APPROVED');
  if (state === 'returned' || state === 'approved') return id;
  await publish(cast.admin, id);
  if (state === 'withdrawn') await withdraw(cast.admin, id);
  if (state === 'newer') await as(owner).patch(`/api/articles/${id}`, { version, lead: '更新' });
  return id;
}

function clientOf(role: RoleName): Client {
  if (role === 'anonymous') return visitor;
  return as(role === 'reviewerOwner' || role === 'adminOwner' ? owners[role] : cast[role]);
}

function ownerOf(role: RoleName): OwnerName {
  return role === 'reviewerOwner' || role === 'adminOwner' ? role : 'owner';
}

interface Numbers {
  version: number;
  workingSeq: number;
  revisionId: string | null;
}
const numbersOf = (id: string) =>
  sqlRow<Numbers>(
    `SELECT version, "workingSeq", (SELECT "revisionId" FROM "Review" WHERE "articleId" = a.id ORDER BY "submittedAt" DESC LIMIT 1) AS "revisionId" FROM "Article" a WHERE id = $1`,
    [id],
  );

/** The request that is this action, right in everything but perhaps who sends it and when. */
const REQUESTS: Record<TableAction, (client: Client, path: string, now: Numbers) => Promise<Answer>> = {
  'article.read': (client, path) => client.get(path),
  'article.copy': (client, path) => client.post(`${path}/copies`),
  'article.edit': (client, path, { version }) => client.patch(path, { version, field: '治理' }),
  'article.invite': (client, path) => client.post(`${path}/editors`, { email: cast.otherEditor.email }),
  'article.delete': (client, path) => client.delete(path),
  'article.restore': (client, path) => client.post(`${path}/restoration`),
  'article.submit': (client, path, { workingSeq }) => client.post(`${path}/submission`, { version: workingSeq }),
  'article.recall': (client, path) => client.delete(`${path}/submission`),
  'article.decide': (client, path, { revisionId }) => client.post(`${path}/decision`, { revisionId: revisionId ?? crypto.randomUUID(), outcome: 'APPROVED' }),
  'article.publish': (client, path) => client.post(`${path}/publication`, {}),
  'article.withdraw': (client, path) => client.delete(`${path}/publication`, {}),
  'article.preview': (client, path) => client.post(`${path}/preview-links`, {}),
  'article.recategorise': (client, path, { version }) => client.patch(path, { version, category: otherCategory }),
};

async function attempt(action: TableAction, role: RoleName, id: string): Promise<string> {
  const { status } = await REQUESTS[action](clientOf(role), `/api/articles/${id}`, await numbersOf(id));
  return status === 200 || status === 201 ? 'ok' : String(status);
}

describe.each(ACTIONS)('%s', (action) => {
  test.each(STATES)('on an article that is %s', async (state) => {
    const isAllowed = (role: RoleName) => expected(action, state, role) === 'ok';
    const seen: Record<string, string> = {};
    await storesNothing(async () => {
      for (const role of ROLES.filter((name) => !isAllowed(name) || action === 'article.read')) {
        seen[role] = await attempt(action, role, standing.get(`${state} ${ownerOf(role)}`)!);
      }
    });
    for (const role of ROLES.filter((name) => seen[name] === undefined)) {
      seen[role] = await attempt(action, role, await bring(state, owners[ownerOf(role)]));
    }
    expect(seen).toEqual(expectedRow(action, state));
  });
});

test('every other way to write is the same as an edit', async () => {
  for (const [state, role, status] of [
    ['draft', 'otherEditor', 404],
    ['returned', 'reviewer', 403],
    ['submitted', 'owner', 409],
    ['deleted', 'admin', 409],
  ] as const) {
    const id = standing.get(`${state} owner`)!;
    const { sections, orderVersion } = await readArticle(cast.owner, id);
    const path = `/api/articles/${id}/sections`;
    const section = `${path}/${sections[0]!.id}`;
    const client = clientOf(role);
    const answers = await storesNothing(async () => [
      await client.post(path, {}),
      await client.patch(section, { version: 1, heading: '改' }),
      await client.delete(section, { version: 1 }),
      await client.post(`${section}/restoration`),
      await client.put(`${path}/order`, { version: orderVersion, order: sections.map(({ id: one }) => one).reverse() }),
    ]);
    expect(answers.map((answer) => answer.status), `${role}, ${state}`).toEqual(answers.map(() => status));
  }
});
