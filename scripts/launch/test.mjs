import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runSilently, runVisibly, StepFailed } from './child.mjs';
import { findChromium } from './chromium.mjs';
import { findNginx } from './nginx.mjs';
import { ROOT } from './root.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** In the order in which they cost: what is quick to fail comes first. */
const KINDS = {
  lint: async () => (await import('./lint.mjs')).lint(),
  types,
  unit: (folder) => vitest('unit', folder),
  api: (folder) => vitest('api', folder),
  nginx,
  browser,
};

/**
 * Runs the tests kind by kind, stops at the first kind that fails, and ends with how many of each there were.
 * @param {string[]} only the kinds to run; all of them when empty
 */
export async function test(only) {
  const unknown = only.find((name) => !Object.hasOwn(KINDS, name));
  if (unknown) throw new StepFailed(`No kind of tests is called ${unknown}: there are ${Object.keys(KINDS).join(', ')}.`);
  const folder = mkdtempSync(path.join(tmpdir(), 'anli-test-'));
  const lines = [];
  const touchy = [];
  let passed = 0;
  let failed = 0;
  for (const name of Object.keys(KINDS).filter((kind) => only.length === 0 || only.includes(kind))) {
    say(`\n── ${name}`);
    const began = performance.now();
    const { ok, count = 0, unit, failures = 0, skipped = 0, again = [] } = await KINDS[name](folder);
    const numbers = unit ? `${count} ${unit}` : `${count} passed, ${failures} failed${skipped ? `, ${skipped} skipped` : ''}`;
    lines.push(`${name.padEnd(8)} ${ok ? 'ok    ' : 'FAILED'} ${numbers}, ${seconds(began)}`);
    touchy.push(...again);
    if (!unit) passed += count;
    failed += ok ? 0 : Math.max(failures, 1);
    if (!ok) break;
  }
  rmSync(folder, { recursive: true, force: true });
  if (touchy.length > 0) say(`\nPassed at the second try only, so something is touchy:\n${touchy.map((one) => `  ${one}`).join('\n')}`);
  say(`\n${lines.join('\n')}\n${passed} passed, ${failed} failed`);
  if (failed > 0) process.exit(1);
}

async function types() {
  const routes = await runSilently(process.execPath, ['node_modules/next/dist/bin/next', 'typegen'], { env: { NEXT_TELEMETRY_DISABLED: '1' } });
  if (routes.code !== 0) {
    say(routes.output);
    return { ok: false, unit: 'files' };
  }
  // The listing says how much was looked at; what it found stands between.
  const { code, output } = await runSilently(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false', '--listFiles']);
  const files = new Set(output.split('\n').filter((line) => path.isAbsolute(line) && existsSync(line)));
  const findings = output.split('\n').filter((line) => line !== '' && !files.has(line));
  if (findings.length > 0) say(findings.join('\n'));
  const own = [...files].filter((file) => file.startsWith(ROOT) && !file.includes('/node_modules/'));
  return { ok: code === 0, count: own.length, unit: 'files' };
}

/** The configuration that docs/nginx recommends, in a real nginx before the real server. */
async function nginx(folder) {
  const found = await findNginx(say);
  return found ? vitest('nginx', folder, { NGINX_PATH: found }) : { ok: true, unit: 'tests, since there is no nginx' };
}

async function vitest(project, folder, more = {}) {
  const file = path.join(folder, `${project}.json`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await runVisibly(process.execPath, args, { env: { NODE_ENV: 'test', ...more } });
  const report = readReport(file);
  return {
    ok: code === 0 && report?.success === true,
    count: report?.numPassedTests,
    failures: report?.numFailedTests,
    skipped: report && report.numPendingTests + report.numTodoTests,
    again: report?.testResults.flatMap(({ name: at, assertionResults }) => assertionResults.filter(passedAgain).map(({ fullName }) => `${path.relative(ROOT, at)}: ${fullName}`)),
  };
}

/** Of a test that passed when it was tried once more the report keeps why it failed before. */
const passedAgain = ({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0;

async function browser(folder) {
  const chromium = await findChromium(say);
  const file = path.join(folder, 'browser.json');
  const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const { code } = await runVisibly(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], { env });
  const report = readReport(file);
  const stats = report?.stats;
  const again = specsOf(report?.suites ?? []).filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ file: at, title }) => `tests/e2e/${at}: ${title}`);
  return { ok: code === 0, count: stats && stats.expected + stats.flaky, failures: stats?.unexpected, skipped: stats?.skipped, again };
}

/** All tests of Playwright's report, of whatever depth. */
function specsOf(suites) {
  return suites.flatMap(({ specs = [], suites: inside = [] }) => [...specs, ...specsOf(inside)]);
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
