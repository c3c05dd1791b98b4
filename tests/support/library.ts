import { Connection } from '../../lib/platform/connection';
import { regionName } from '../../lib/text/regions/regions';
import { hashPassword } from '../../lib/domains/users/password';
import { lead, organisationName, randomFrom, sectionContent, title } from './library-texts';

/** Distinct section bodies; articles share them, as revisions do. */
const CONTENTS = 2_000;
const TITLES = 600;
const SECTIONS = ['BACKGROUND', 'PRACTICE', 'OUTCOME', 'INSIGHT'];
const HEADINGS = ['起因', '怎样做', '有什么变化', '别处能学什么'];
const FIELDS = ['基层治理', '公共服务', '组织建设', '产业发展', '生态环境', '矛盾调解'];
const REGIONS = ['110101', '310101', '320583', '330106', '420102', '440103', '510104', '610102'].filter((code) => regionName(code) !== null);

/** Eight roots, three below each, two below each of those. */
const TREE = { roots: 8, middle: 3, leaves: 2 };
/** A category that holds the very oldest articles and no more, however large the library. */
export const RARE = { slug: 'k8-3-2', articles: 30 };

/** Of every account in a generated library. */
export const PASSWORD = 'the password of everybody';

/** Of eleven articles ten are published; the eleventh is a draft, waits, is approved, or was withdrawn. */
const OF_ELEVEN = 10;
const rowsFor = (published: number) => (published / OF_ELEVEN) * (OF_ELEVEN + 1);

/** Which table an id belongs to; ids tell it, so that rows find each other without a look-up. */
const KIND = { user: 1, organisation: 2, article: 3, revision: 4, section: 5, review: 6, collection: 7, category: 8, import: 9, session: 10, schedule: 11, preview: 12, copy: 13 };

/** The id of row `n` of a kind in a generated library. */
export function idOf(kind: keyof typeof KIND, n: number): string {
  return `019a0000-${KIND[kind].toString(16).padStart(4, '0')}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

const id = (kind: keyof typeof KIND, n: string) => `('019a0000-${KIND[kind].toString(16).padStart(4, '0')}-7000-8000-' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`;
/** A number from 0 to below `below` that depends on the row and `salt` alone. */
const pick = (salt: number, below: string | number) => `((hashint8(i * 64 + ${salt})::bigint & 2147483647) % (${below}))`;
const share = (salt: number) => `((hashint8(i * 64 + ${salt})::bigint & 2147483647) / 2147483648.0)`;
const at = (hours = 0) => `(timestamptz '2020-01-01' + i * interval '20 minutes' + interval '${hours} hours')`;

const leafCount = TREE.roots * TREE.middle * TREE.leaves;
/** Few categories hold most, as everywhere; the rare one, which is the last leaf, holds its own. */
const category = `CASE WHEN i <= ${RARE.articles} THEN ${leafCount} ELSE 1 + floor(${leafCount - 1} * power(${share(3)}, 2)) END`;
const isPublished = `i % 11 <> 0`;
const isDraft = `i % 44 = 11`;
const isWaiting = `i % 44 = 22`;
const isWithdrawn = `i % 44 = 0`;

/** Every fiftieth account is an editor's; the first one, who brings documents in, owns a quarter of everything. */
const owner = `CASE WHEN i % 4 = 2 THEN 1 ELSE i - (i - 1) % 50 END`;

/**
 * Fills a migrated database with articles as the product would have written them (revisions, reviews, audit trail,
 * accounts with sessions, collections, imports), without passing through it: a thousand or more in a second. All of it
 * is the same at each run.
 * @param published how many published articles it shall hold; a multiple of 10
 * @param from how many it holds already, from an earlier call
 */
export async function fillLibrary(databaseUrl: string, published: number, from = 0): Promise<void> {
  const client = new Connection({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL synchronous_commit = off');
    // What the product keeps by triggers is told of single changes, not of a library that falls from the sky.
    const { rows: tables } = await client.query<{ name: string }>(`SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE NOT tgisinternal`);
    for (const { name } of tables) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    if (from === 0) await fillPools(client);
    const span = [rowsFor(from) + 1, rowsFor(published)];
    for (const statement of STATEMENTS) await client.query(statement, statement.includes('$1') ? span : []);
    await client.query(`SELECT setval('public_number', (SELECT max(n) FROM (SELECT max("number") AS n FROM "Article" UNION ALL SELECT max("number") FROM "Collection") numbers))`);
    for (const { name } of tables) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

/** What articles share: bodies, words and the category tree. */
async function fillPools(client: Connection): Promise<void> {
  const random = randomFrom(1);
  await client.query(`CREATE UNLOGGED TABLE library_content (n int PRIMARY KEY, hash text, body jsonb);
    CREATE UNLOGGED TABLE library_words (n int PRIMARY KEY, title text, lead text)`);
  for (let first = 0; first < CONTENTS; first += 500) {
    const contents = Array.from({ length: 500 }, () => sectionContent(random));
    await client.query(
      `INSERT INTO library_content SELECT ${first} + n - 1, hash, body FROM unnest($1::text[], $2::jsonb[]) WITH ORDINALITY AS given (hash, body, n)`,
      [contents.map(({ hash }) => hash), contents.map(({ body }) => body)],
    );
  }
  await client.query('INSERT INTO "SectionContent" (hash, body) SELECT hash, body FROM library_content ON CONFLICT DO NOTHING');
  await client.query('INSERT INTO library_words SELECT n - 1, title, lead FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS given (title, lead, n)', [
    Array.from({ length: TITLES }, () => title(random)),
    Array.from({ length: TITLES }, () => lead(random)),
  ]);
  await client.query(`CREATE UNLOGGED TABLE library_password AS SELECT ${client.escapeLiteral(await hashPassword(PASSWORD))} AS hash`);
  const { roots, middle, leaves } = TREE;
  // Leaves are numbered first, so that an article names its leaf by number.
  await client.query(`
    WITH tree AS (
      SELECT 1000 + r AS n, NULL::int AS above, 'k' || r AS slug, 'k' || r || '/' AS path, r AS position FROM generate_series(1, ${roots}) r
      UNION ALL
      SELECT 2000 + (r - 1) * ${middle} + m, 1000 + r, 'k' || r || '-' || m, 'k' || r || '/k' || r || '-' || m || '/', m
      FROM generate_series(1, ${roots}) r, generate_series(1, ${middle}) m
      UNION ALL
      SELECT ((r - 1) * ${middle} + m - 1) * ${leaves} + l, 2000 + (r - 1) * ${middle} + m, 'k' || r || '-' || m || '-' || l,
        'k' || r || '/k' || r || '-' || m || '/k' || r || '-' || m || '-' || l || '/', l
      FROM generate_series(1, ${roots}) r, generate_series(1, ${middle}) m, generate_series(1, ${leaves}) l
    )
    INSERT INTO "Category" (id, slug, name, description, "parentId", path, position)
    SELECT ${id('category', 'n')}, slug, '栏目' || slug, '一类事情的办法', CASE WHEN above IS NOT NULL THEN ${id('category', 'above')} END, path, 100 + position FROM tree ORDER BY n DESC`);
  const names = new Set<string>();
  while (names.size < 350) names.add(organisationName(random));
  await client.query('CREATE UNLOGGED TABLE library_names AS SELECT n - 1 AS n, name FROM unnest($1::text[]) WITH ORDINALITY AS given (name, n)', [[...names]]);
}

const series = 'generate_series($1::bigint, $2::bigint) i';
const array = (values: string[], salt: number) => `(ARRAY['${values.join("','")}'])[1 + ${pick(salt, values.length)}]`;

/** In the order in which rows need each other. `$1` and `$2` are the first and the last row. */
const STATEMENTS = [
  // One account an article, most of them readers, each signed in once.
  `INSERT INTO "User" (id, email, name, "passwordHash", role, "updatedAt")
   SELECT ${id('user', 'i')}, 'user' || i || '@library.example', '用户' || i, (SELECT hash FROM library_password), CASE WHEN i % 50 = 1 THEN 'EDITOR' ELSE 'READER' END::"Role", ${at()} FROM ${series}`,
  `INSERT INTO "Session" (id, "userId", "expiresAt") SELECT ${id('session', 'i')}, ${id('user', 'i')}, now() + interval '20 days' FROM ${series}`,
  `INSERT INTO "Organisation" (id, name, address) SELECT ${id('organisation', 'i')}, name || i, '某街某号' FROM ${series} JOIN library_names w ON w.n = ${pick(8, 350)} WHERE i % 5 = 1`,
  `INSERT INTO "Import" (id, "ownerId", "fileName", bytes, sha256, "textHash", outline, stripped, "createdAt")
   SELECT ${id('import', 'i')}, ${id('user', owner)}, 'file' || i || '.txt', convert_to('第' || i, 'UTF8'), md5(i::text), md5('text' || i), '{}', '[]', ${at()} FROM ${series} WHERE i % 20 = 1`,
  `INSERT INTO "Article" (id, number, title, lead, "regionCode", "organisationId", field, year, "categoryId", "ownerId", stage, "importId", "withdrawnAt", "withdrawnReason", "createdAt", "updatedAt")
   SELECT ${id('article', 'i')}, CASE WHEN ${isPublished} OR ${isWithdrawn} THEN (SELECT last_value FROM public_number) + i - $1 + 1 END, w.title || '（' || i || '）', w.lead,
     ${array(REGIONS, 1)}, ${id('organisation', 'i - (i - 1) % 5')}, ${array(FIELDS, 2)}, 2015 + ${pick(4, 10)}, ${id('category', category)}, ${id('user', owner)},
     CASE WHEN ${isDraft} THEN 'DRAFT' WHEN ${isWaiting} THEN 'SUBMITTED' ELSE 'APPROVED' END::"Stage", CASE WHEN i % 20 = 1 THEN ${id('import', 'i')} END,
     CASE WHEN ${isWithdrawn} THEN ${at(3)} END, CASE WHEN ${isWithdrawn} THEN '内容有误' END, ${at()}, ${at(3)}
   FROM ${series} JOIN library_words w ON w.n = ${pick(5, TITLES)}`,
  `INSERT INTO "Section" (id, "articleId", position, kind, heading, body, "updatedById", "updatedAt")
   SELECT ${id('section', 'i * 8 + s')}, ${id('article', 'i')}, s, (ARRAY['${SECTIONS.join("','")}'])[s + 1]::"SectionKind", (ARRAY['${HEADINGS.join("','")}'])[s + 1], c.body, ${id('user', owner)}, ${at()}
   FROM ${series} CROSS JOIN generate_series(0, ${SECTIONS.length - 1}) s JOIN library_content c ON c.n = (hashint8(i * 64 + 16 + s)::bigint & 2147483647) % ${CONTENTS}`,
  `INSERT INTO "Revision" (id, "articleId", ordinal, "workingSeq", title, lead, "regionCode", "organisationId", field, year, "createdById", "createdAt")
   SELECT ${id('revision', 'i')}, a.id, 1, 1, a.title, a.lead, a."regionCode", a."organisationId", a.field, a.year, a."ownerId", ${at(1)}
   FROM ${series} JOIN "Article" a ON a.id = ${id('article', 'i')} WHERE NOT (${isDraft})`,
  `INSERT INTO "RevisionSection" ("revisionId", position, "sectionId", kind, heading, number, "contentHash")
   SELECT ${id('revision', 'i')}, s, ${id('section', 'i * 8 + s')}, (ARRAY['${SECTIONS.join("','")}'])[s + 1]::"SectionKind", (ARRAY['${HEADINGS.join("','")}'])[s + 1], '', c.hash
   FROM ${series} CROSS JOIN generate_series(0, ${SECTIONS.length - 1}) s JOIN library_content c ON c.n = (hashint8(i * 64 + 16 + s)::bigint & 2147483647) % ${CONTENTS} WHERE NOT (${isDraft})`,
  `INSERT INTO "Review" (id, "articleId", "revisionId", "submittedById", "submittedAt", outcome, "decidedById", "decidedAt")
   SELECT ${id('review', 'i')}, ${id('article', 'i')}, ${id('revision', 'i')}, ${id('user', owner)}, ${at(1)}, CASE WHEN NOT (${isWaiting}) THEN 'APPROVED'::"ReviewOutcome" END,
     CASE WHEN NOT (${isWaiting}) THEN ${id('user', 'i')} END, CASE WHEN NOT (${isWaiting}) THEN ${at(2)} END
   FROM ${series} WHERE NOT (${isDraft})`,
  `UPDATE "Article" a SET "approvedRevisionId" = ${id('revision', 'i')}, "approvedAt" = ${at(2)},
     "publishedRevisionId" = CASE WHEN ${isPublished} THEN ${id('revision', 'i')} END, "publishedAt" = CASE WHEN ${isPublished} THEN ${at(3)} END
   FROM ${series} WHERE a.id = ${id('article', 'i')} AND NOT (${isDraft}) AND NOT (${isWaiting})`,
  // Each was published at a time that somebody had set; some wait for one.
  `INSERT INTO "Schedule" (id, "articleId", kind, "revisionId", at, "scheduledById", "createdAt", outcome, "endedAt")
   SELECT ${id('schedule', 'i')}, ${id('article', 'i')}, 'PUBLISH', ${id('revision', 'i')}, CASE WHEN i % 200 = 1 THEN now() + interval '2 days' ELSE ${at(3)} END, ${id('user', 'i')}, ${at(2)},
     CASE WHEN i % 200 <> 1 THEN 'DONE'::"ScheduleOutcome" END, CASE WHEN i % 200 <> 1 THEN ${at(3)} END
   FROM ${series} WHERE NOT (${isDraft}) AND NOT (${isWaiting})`,
  `INSERT INTO "PreviewLink" (id, "articleId", "revisionId", "issuedById", "createdAt", "expiresAt")
   SELECT ${id('preview', 'i')}, ${id('article', 'i')}, ${id('revision', 'i')}, ${id('user', owner)}, ${at(1)}, now() + interval '5 days' FROM ${series} WHERE NOT (${isDraft})`,
  `INSERT INTO "PreviewCopy" (id, "articleId", "workingSeq", content) SELECT ${id('copy', 'i')}, ${id('article', 'i')}, 7, '{}' FROM ${series} WHERE i % 3 = 1`,
  `INSERT INTO "ArticleEditor" ("articleId", "userId") SELECT ${id('article', 'i')}, ${id('user', 'greatest(1, i - (i - 1) % 50 - 50)')} FROM ${series} WHERE i % 4 = 1 AND i > 50`,
  `INSERT INTO "Collection" (id, number, title, lead, "ownerId", "publishedAt", "createdAt", "updatedAt")
   SELECT ${id('collection', 'i')}, (SELECT last_value FROM public_number) + $2 - $1 + 1 + (i + 9) / 10 - ($1 + 8) / 10, '合集' || i, w.lead, ${id('user', owner)}, ${at(4)}, ${at()}, ${at(4)}
   FROM ${series} JOIN library_words w ON w.n = ${pick(6, TITLES)} WHERE i % 10 = 1`,
  `INSERT INTO "CollectionItem" ("collectionId", position, "articleId")
   SELECT ${id('collection', 'i')}, k, ${id('article', 'i + k')} FROM ${series} CROSS JOIN generate_series(0, 7) k WHERE i % 10 = 1 AND i + k <= $2`,
  `INSERT INTO "AuditEvent" (id, at, "actorId", origin, action, subject, "subjectId")
   SELECT gen_random_uuid(), ${at()}, ${id('user', owner)}, 'WEB', action, 'article', ${id('article', 'i')}
   FROM ${series} CROSS JOIN unnest(ARRAY['article.created', 'article.submitted', 'article.approved', 'article.published']) action`,
  `INSERT INTO "RateLimit" (key, points, expire) SELECT 'sign-in:user' || i, 1, now() + interval '1 minute' FROM ${series} WHERE i % 2 = 1`,
  `INSERT INTO "IdempotencyRecord" ("userId", route, key, "requestHash", status, answer)
   SELECT ${id('user', owner)}, 'POST /api/articles', 'key' || i, md5(i::text), 201, '{}' FROM ${series} WHERE i % 2 = 1`,
  `UPDATE "Category" k SET "publishedCount" = counted.n FROM (
     SELECT above.id, count(a.id)::int AS n FROM "Category" above JOIN "Category" own ON starts_with(own.path, above.path)
     LEFT JOIN "Article" a ON a."categoryId" = own.id AND a."publishedRevisionId" IS NOT NULL GROUP BY above.id
   ) counted WHERE counted.id = k.id`,
];
