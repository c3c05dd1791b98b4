import { existsSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { runVisibly } from './child.mjs';
import { ROOT } from './root.mjs';

/**
 * ESLint over the checkout, the import rules, and a look for files, exports and packages that nobody uses.
 * @returns {Promise<{ ok: boolean, count: number, unit: string }>} how many files were looked at
 */
export async function lint() {
  const eslint = new ESLint({ cwd: ROOT, cache: false });
  const results = await eslint.lintFiles(['.']);
  const formatter = await eslint.loadFormatter('stylish');
  process.stdout.write(await formatter.format(results, { cwd: ROOT, rulesMeta: {} }));
  let ok = results.every((result) => result.errorCount === 0);
  if (existsSync(path.join(ROOT, '.dependency-cruiser.cjs'))) {
    const folders = ['app', 'components', 'lib', 'server', 'scripts', 'tests'].filter((folder) => existsSync(path.join(ROOT, folder)));
    const args = ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', ...folders];
    ok = (await runVisibly(process.execPath, args)).code === 0 && ok;
  }
  const unused = ['node_modules/knip/bin/knip.js', '--include', 'files,exports,types,dependencies,unlisted', '--no-config-hints', '--no-progress'];
  ok = (await runVisibly(process.execPath, unused)).code === 0 && ok;
  return { ok, count: results.length, unit: 'files' };
}
