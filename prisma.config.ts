import { defineConfig } from 'prisma/config';

// The connection is needed by `prisma migrate` alone; the product connects through lib/platform/database.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
