import { execFileSync } from 'node:child_process';
import { ROOT } from '../../server/boot/root';
import { PEOPLE } from './demo';

/** Imports a file with one case as the editor, by the command line; with `--publish` among the options it has a number. */
export function importFile(file: string, category: string, ...options: string[]): { id: string; number?: number } {
  const args = ['--import', 'tsx', 'scripts/import.ts', file, '--as', PEOPLE.editor, '--category', category, '--json', ...options];
  const env = { ...process.env, NODE_ENV: 'production' as const, DATABASE_URL: process.env.E2E_DATABASE_URL! };
  const outcome = JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' })) as { articles: { id: string; number?: number }[] };
  return outcome.articles[0]!;
}
