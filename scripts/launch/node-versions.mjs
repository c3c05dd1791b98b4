import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { runSilently, runVisibly, StepFailed } from './child.mjs';
import { ROOT } from './root.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
/** The oldest that package.json allows, and the lines that servers run besides. */
const DEFAULTS = [JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).engines.node.replace(/^\D+/, ''), '22', '24'];
const PARTS = ['start', 'test'];
/** An installation, a build, a new database and the demo. Milliseconds. */
const LONGEST_START = 15 * 60_000;

/**
 * Starts and tests the last commit on other versions of Node, each in a clone and a folder of its own, so that nothing of
 * this checkout changes. The npm package `node` brings the versions.
 * @param {string[]} args versions as npm knows them (22, 24.21.0), and `start` or `test` to do only that
 */
export async function testNodeVersions(args) {
  const parts = PARTS.filter((part) => args.includes(part));
  const versions = args.filter((arg) => !PARTS.includes(arg));
  const unknown = versions.find((version) => !/^\d+(\.\d+){0,2}$/.test(version));
  if (unknown) throw new StepFailed(`${unknown} is no version of Node: npm run node-versions -- 22 24.21.0 [start] [test]`);
  const lines = [];
  for (const version of versions.length > 0 ? versions : DEFAULTS) {
    for (const line of await tryVersion(version, parts.length > 0 ? parts : PARTS)) lines.push(line);
  }
  say(`\n${lines.map(({ text }) => text).join('\n')}`);
  if (lines.some(({ ok }) => !ok)) process.exit(1);
}

async function tryVersion(version, parts) {
  const folder = mkdtempSync(path.join(tmpdir(), 'anli-node-'));
  try {
    const bin = await installNode(folder, version);
    const checkout = path.join(folder, 'checkout');
    const cloned = await runSilently('git', ['clone', '--quiet', ROOT, checkout]);
    if (cloned.code !== 0) throw new StepFailed(cloned.output);
    const number = (await runSilently(path.join(bin, 'node'), ['--version'])).output.trim();
    const lines = [];
    for (const part of parts) {
      say(`\n── Node ${number}: npm ${part}`);
      const began = performance.now();
      const ok = await (part === 'start' ? starts(checkout, bin) : passes(checkout, bin));
      lines.push({ ok, text: `Node ${number.padEnd(10)} npm ${part.padEnd(6)} ${ok ? 'ok    ' : 'FAILED'} ${((performance.now() - began) / 1000).toFixed(0)} s` });
    }
    return lines;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns the folder in which `node` of that version lies */
async function installNode(folder, version) {
  const { code, output } = await runSilently('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `node@${version}`]);
  if (code !== 0) throw new StepFailed(`${output}\nNode ${version} could not be installed: see that the npm registry has it (npm view node versions).`);
  return path.join(folder, 'node_modules/node/bin');
}

const environment = (checkout, bin) => ({ ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, PORT: '0', DATA_DIR: path.join(checkout, '.data') });

async function passes(checkout, bin) {
  const { PORT: _port, DATA_DIR: _data, ...env } = environment(checkout, bin);
  return (await runVisibly(path.join(bin, 'node'), ['scripts/launch.mjs', 'test'], { env, cwd: checkout })).code === 0;
}

/** Starts the site, asks for its home page, and ends it. */
async function starts(checkout, bin) {
  const site = spawn(path.join(bin, 'node'), ['scripts/launch.mjs', 'start'], { cwd: checkout, env: environment(checkout, bin), stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(site, 'exit');
  const late = setTimeout(() => site.kill(), LONGEST_START);
  let home = 0;
  try {
    for await (const line of createInterface({ input: site.stdout })) {
      say(line);
      const address = /^Anli is ready at (http\S+)/.exec(line)?.[1];
      if (!address) continue;
      home = (await fetch(address).catch(() => ({ status: 0 }))).status;
      say(`GET ${address}: ${home}`);
      site.kill('SIGTERM');
    }
    const [code] = await ended;
    return home === 200 && code === 0;
  } finally {
    clearTimeout(late);
    site.kill('SIGTERM');
  }
}
