import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../server/database/migrate';
import { createDatabase, startPostgres } from '../../server/database/postgres';
import { ROOT } from '../../server/boot/root';
import { cloneDatabase } from './clone-database';
import { startSite, type Site, type SiteAddress } from './site-process';
import { holdSchedules } from './schedules';
import { WORKERS } from './workers';

declare module 'vitest' {
  interface ProvidedContext {
    /** One running site a worker. */
    sites: SiteAddress[];
    /** The migrated, empty database from which others are cloned. */
    template: string;
  }
}

/** Starts one PostgreSQL, and for each worker a real server on a database of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(path.join(ROOT, '.next/BUILD_ID'))) {
    throw new Error('There is no production build: run the tests by `npm test`, or `npm run build` first.');
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'anli-api-'));
  // The command that tries other versions of PostgreSQL brings a server of its own.
  const given = process.env.TEST_DATABASE_URL;
  const postgres = given ? { url: given, stop: async () => undefined } : await startPostgres({ dataDir: folder, log: () => undefined });
  let sites: Site[] = [];
  const teardown = async () => {
    await Promise.all(sites.map((site) => site.stop()));
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const template = await createDatabase(postgres.url, 'template_api');
    await migrate(template, () => undefined);
    await holdSchedules(template);
    const databases: string[] = [];
    for (let worker = 1; worker <= WORKERS; worker += 1) databases.push(await cloneDatabase(template, `worker_${worker}`));
    sites = await Promise.all(databases.map((databaseUrl) => startSite({ databaseUrl })));
    project.provide('sites', sites.map(({ origin, databaseUrl, secret, dataDir }) => ({ origin, databaseUrl, secret, dataDir })));
    project.provide('template', template);
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}
