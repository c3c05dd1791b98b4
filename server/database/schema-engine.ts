import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { DiffTarget, SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm/schema_engine_bg';

type EngineModule = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

/** Every table and enum of the schema is Prisma's to manage. */
export const EVERYTHING: SchemaFilter = { externalTables: [], externalEnums: [] };

let loaded: Promise<EngineModule> | undefined;

/**
 * Prisma's schema engine as WebAssembly. The CLI would fetch the native engine from Prisma's own host;
 * this one comes with npm. Its JavaScript half expects a bundler to join it with the .wasm file, so that is done here.
 */
function load(): Promise<EngineModule> {
  loaded ??= (async () => {
    const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const engine = (await import(pathToFileURL(script).href)) as EngineModule;
    const compiled = await WebAssembly.compile(await readFile(script.replace(/\.js$/, '.wasm')));
    const imports = { './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports };
    const { exports } = await WebAssembly.instantiate(compiled, imports);
    engine.__wbg_set_wasm(exports);
    (exports.__wbindgen_start as () => void)();
    return engine;
  })();
  return loaded;
}

/**
 * Opens the engine on a database.
 * @param factory the database adapter; the engine connects through it at once
 * @returns the engine; call `free()` when done
 * @throws whatever the adapter threw when it connected
 */
export async function openSchemaEngine(factory: SqlMigrationAwareDriverAdapterFactory): Promise<SchemaEngine> {
  const { SchemaEngine } = await load();
  const ignoreLog = () => undefined;
  return SchemaEngine.new({ datamodels: undefined }, ignoreLog, bindMigrationAwareSqlAdapterFactory(factory));
}

/**
 * The SQL that leads from one Prisma schema to another. Needs no database.
 * @param from the schema to start from, or null for an empty database
 * @param to the schema to end with
 * @returns the script, or null when the two need the same tables
 * @throws Error with the engine's findings when a schema is not valid
 */
export async function diffSchemas(from: string | null, to: string): Promise<string | null> {
  const engine = await openSchemaEngine(noDatabase);
  try {
    const datamodel = (content: string): DiffTarget => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] });
    const result = await engine.diff({
      from: from === null ? { tag: 'empty' } : datamodel(from),
      to: datamodel(to),
      script: true,
      exitCode: true,
      filters: EVERYTHING,
    });
    return result.exitCode === 2 ? (result.stdout ?? '') : null;
  } finally {
    engine.free();
  }
}

/**
 * The engine asks any database for its version when it opens, also for a diff of two schemas that never
 * touches one. This adapter answers that question and refuses all others.
 */
const noDatabase: SqlMigrationAwareDriverAdapterFactory = {
  provider: 'postgres',
  adapterName: 'no-database',
  connect: async () => noConnection,
  connectToShadowDb: async () => noConnection,
};

const refuse = async (): Promise<never> => {
  throw new Error('A schema diff has no database to ask');
};

const noConnection: SqlDriverAdapter = {
  provider: 'postgres',
  adapterName: 'no-database',
  executeRaw: refuse,
  executeScript: refuse,
  startTransaction: refuse,
  dispose: async () => undefined,
  getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
  queryRaw: async ({ sql }): Promise<SqlResultSet> => {
    if (!sql.includes('version()')) return refuse();
    return {
      columnNames: ['exists', 'version', 'numeric_version'],
      columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
      rows: [[true, 'PostgreSQL 18.4', 180004]],
    };
  },
};
