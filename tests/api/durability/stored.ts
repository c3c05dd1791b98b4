import { Client } from 'pg';
import { findRunningPostgres } from '../../../server/database/postgres';
import { textOf } from './writer';

/** What the database holds of a section, read past the server. */
export interface Stored {
  version: number;
  text: string;
  /** The versions that its audit events name, in order. */
  audited: number[];
}

/** Reads sections and their trail from the database of a data folder. */
export async function readStored(dataDir: string, sectionIds: string[]): Promise<Map<string, Stored>> {
  const url = await findRunningPostgres(dataDir);
  if (!url) throw new Error('No PostgreSQL runs on the data folder.');
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const sections = await client.query<{ id: string; version: number; body: Parameters<typeof textOf>[0] }>('SELECT id, version, body FROM "Section" WHERE id = ANY($1::uuid[])', [sectionIds]);
    const events = await client.query<{ id: string; version: number }>(
      `SELECT "subjectId" AS id, (data->>'version')::int AS version FROM "AuditEvent" WHERE action = 'section.changed' AND "subjectId" = ANY($1::uuid[]) ORDER BY 2`,
      [sectionIds],
    );
    return new Map(
      sections.rows.map(({ id, version, body }) => [
        id,
        { version, text: textOf(body), audited: events.rows.filter((event) => event.id === id).map((event) => event.version) },
      ]),
    );
  } finally {
    await client.end();
  }
}
