-- Written by hand: Prisma's language has no index over an expression. What an admin looks through, published and withdrawn
-- cases together by their date, and nothing else; lib/domains/publication/queries.ts.
CREATE INDEX "Article_cases_by_date" ON "Article" ((coalesce("publishedAt", "withdrawnAt")) DESC, "id" DESC)
  WHERE "number" IS NOT NULL AND "deletedAt" IS NULL;
