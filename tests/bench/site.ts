import { ServerProcess } from '../support/server-process';

interface Settings {
  /** Where its embedded database lies, or is made. */
  dataDir: string;
  /** Of the demo accounts, which are made with the database. */
  password: string;
  env?: Record<string, string>;
  /** Cores that it may run on, as taskset writes them; all where nothing is said. */
  cores?: string;
}

/** A server of ours with its own database, on a free port of the loopback. */
export class Site extends ServerProcess {
  constructor(settings: Settings) {
    super(environment(settings), settings.cores);
  }
}

/** This process's own, without what would lead the server to another database, address or account. */
function environment({ dataDir, password, env }: Settings): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, SITE_URL: _address, SITE_LOCALE: _locale, NEXTAUTH_SECRET: _secret, NEXTAUTH_URL: _url, NODE_OPTIONS: _options, ...rest } = process.env;
  const own = { PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DEMO: 'on', DEMO_PASSWORD: password, LOG_LEVEL: 'error' };
  return { ...rest, ...own, ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
}
