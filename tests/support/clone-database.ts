import { Client } from 'pg';

/**
 * Makes a database that is a copy of another one on the same server, which nobody may be connected to.
 * @returns the address of the copy
 */
export async function cloneDatabase(templateUrl: string, name: string): Promise<string> {
  const template = new URL(templateUrl);
  const maintenance = new URL(templateUrl);
  maintenance.pathname = '/anli';
  const client = new Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template.pathname.slice(1))}`);
  } finally {
    await client.end();
  }
  template.pathname = `/${name}`;
  return template.href;
}
