import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY = 500;
/** So many looks in a row without much change count as rest. */
const CALM = 4;
/** Above what a thread takes to see that it is idle and to give back what it does not need (server/boot/idle-collection.ts). */
const SETTLE = 16_000;
const PATIENCE = 30_000;

/** Resident memory of a process in MB. */
function memory(pid: number): number {
  if (process.platform !== 'linux') return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** The same once it rests: after sixteen seconds, and within 1 % for two, or as it is after thirty. */
export async function restingMemory(pid: number): Promise<number> {
  const looks = [memory(pid)];
  const began = Date.now();
  while (Date.now() < began + PATIENCE) {
    await wait(LOOK_EVERY);
    looks.push(memory(pid));
    const last = looks.slice(-CALM);
    if (Date.now() > began + SETTLE && Math.max(...last) <= Math.min(...last) * 1.01) break;
  }
  return looks.at(-1) ?? Number.NaN;
}
