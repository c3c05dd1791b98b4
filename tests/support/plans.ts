import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import { Client } from 'pg';
import { Connection, ConnectionPool } from '../../lib/platform/connection';
import { PrismaClient, type Prisma } from '../../lib/platform/database/generated/client';
import { shared } from '../../lib/platform/registry';

/** A statement as it went to the database. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** A node of PostgreSQL's plan, as far as it is looked at. */
interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: Node[];
}

/** What a plan reads. */
export interface Reading {
  /** Tables that it reads from one end to the other. */
  scanned: string[];
  /** Rows that it looked at in tables and indexes, those thrown away included; 0 for a write, which is not run. */
  rows: number;
  /** Pages of tables and indexes that it went through for that; 0 likewise. */
  pages: number;
}

/** A database of its own for domain functions, whatever this process is otherwise connected to. */
export class Watched {
  private readonly prisma: PrismaClient;
  private readonly client: Connection;

  private constructor(databaseUrl: string) {
    this.prisma = new PrismaClient({ adapter: new PrismaPg(new ConnectionPool({ connectionString: databaseUrl })) });
    this.client = new Connection({ connectionString: databaseUrl });
  }

  static async open(databaseUrl: string): Promise<Watched> {
    const watched = new Watched(databaseUrl);
    await watched.client.connect();
    return watched;
  }

  /** Does `work` on this database and gives every statement that it sent, as the driver got it. */
  async record(work: () => Promise<unknown>): Promise<Statement[]> {
    const statements: Statement[] = [];
    const prototype = Client.prototype as unknown as { query(...args: unknown[]): unknown };
    const query = prototype.query;
    prototype.query = function (this: unknown, ...args: unknown[]) {
      const [first, second] = args;
      if (typeof first === 'string') statements.push({ text: first, values: Array.isArray(second) ? second : [] });
      else if (isStatement(first)) statements.push({ text: first.text, values: Array.isArray(second) ? second : (first.values ?? []) });
      return query.apply(this, args);
    };
    try {
      // Inside an open transaction, or what is taken for one, domain functions ask that one and nothing else.
      await shared('transaction', () => new AsyncLocalStorage<Prisma.TransactionClient>()).run(this.prisma, work);
    } finally {
      prototype.query = query;
    }
    // Not what every new connection begins with.
    return statements.filter(({ text }) => /\b(from|into|update)\b/i.test(text) && !text.includes('pg_catalog.set_config'));
  }

  /**
   * How PostgreSQL reads for a statement. A query is run, so that what it looked at is counted; a write is planned only.
   * @param without an index that is taken away before and put back after
   */
  async read({ text, values }: Statement, without?: string): Promise<Reading> {
    const runs = /^\s*(\(?\s*select|with)\b/i.test(text) && !/\b(insert into|update|delete from)\b/i.test(text);
    await this.client.query('BEGIN');
    try {
      if (without !== undefined) await this.client.query(await this.dropping(without));
      const options = runs ? 'FORMAT JSON, ANALYZE, BUFFERS, TIMING OFF' : 'FORMAT JSON';
      const { rows } = await this.client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`EXPLAIN (${options}) ${text}`, values);
      const plan = rows[0]!['QUERY PLAN'][0]!.Plan;
      const nodes = [...all(plan)];
      const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'] ?? '');
      return { scanned, rows: nodes.reduce((sum, node) => sum + looked(node), 0), pages: (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0) };
    } finally {
      await this.client.query('ROLLBACK');
    }
  }

  /** The public number of a row. */
  async numberOf(table: 'Article' | 'Collection', id: string): Promise<number> {
    const { rows } = await this.client.query<{ number: number }>(`SELECT number FROM "${table}" WHERE id = $1`, [id]);
    return rows[0]!.number;
  }

  /** An index that keeps something unique goes with the constraint, and what refers to that. */
  private async dropping(index: string): Promise<string> {
    const { rows } = await this.client.query<{ table: string }>(`SELECT conrelid::regclass::text AS table FROM pg_constraint WHERE conname = $1 AND contype IN ('p', 'u')`, [index]);
    return rows[0] ? `ALTER TABLE ${rows[0].table} DROP CONSTRAINT "${index}" CASCADE` : `DROP INDEX "${index}"`;
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
    await this.client.end();
  }
}

function isStatement(value: unknown): value is { text: string; values?: unknown[] } {
  return typeof value === 'object' && value !== null && typeof (value as { text?: unknown }).text === 'string';
}

function* all(node: Node): Iterable<Node> {
  yield node;
  for (const below of node.Plans ?? []) yield* all(below);
}

/** Rows that a node took from a table or an index, also those that it threw away. */
function looked(node: Node): number {
  if (!/Scan$/.test(node['Node Type']) || node['Node Type'] === 'Subquery Scan' || node['Node Type'] === 'CTE Scan') return 0;
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return ((node['Actual Rows'] ?? 0) + removed) * (node['Actual Loops'] ?? 0);
}
