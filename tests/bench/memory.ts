import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY = 500;
/** So many looks in a row without much change count as rest. */
const CALM = 4;
const PATIENCE = 15_000;

/** Resident memory of a process in MB. */
function memory(pid: number): number {
  if (process.platform !== 'linux') return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** The same once it rests: within 1 % for two seconds, or as it is after fifteen. */
export async function restingMemory(pid: number): Promise<number> {
  const looks = [memory(pid)];
  for (const giveUp = Date.now() + PATIENCE; Date.now() < giveUp; ) {
    await wait(LOOK_EVERY);
    looks.push(memory(pid));
    const last = looks.slice(-CALM);
    if (last.length === CALM && Math.max(...last) <= Math.min(...last) * 1.01) break;
  }
  return looks.at(-1) ?? Number.NaN;
}
