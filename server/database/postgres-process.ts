import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processStart } from '../boot/process-identity';
import { StartError } from '../boot/start-error';

/**
 * Ends whatever PostgreSQL still works on a cluster: one that outlived a killed Node, or the rest of one whose
 * first process was killed. To be called only by the holder of the instance lock.
 * @param cluster the data directory
 * @param log receives a line when there was something to end
 * @throws StartError when it cannot be ended
 */
export async function endOrphans(cluster: string, log: (line: string) => void): Promise<void> {
  const postmaster = recordedPostmaster(cluster);
  if (postmaster !== null && worksOn(postmaster, cluster)) {
    log(`Ending the PostgreSQL (pid ${postmaster}) that an earlier run left behind`);
    await endProcess(postmaster);
    return;
  }
  const rest = processesOn(cluster);
  // Without their first process they can only hold the data's shared memory and keep a new one from starting.
  for (const pid of rest) signal(pid, 'SIGQUIT');
  if (!(await allGone(rest, 5_000))) for (const pid of rest) signal(pid, 'SIGKILL');
  if (!(await allGone(rest, 5_000))) throw new StartError(`Old PostgreSQL processes (pid ${rest.join(', ')}) hold ${cluster} and cannot be ended: end them, then start again.`);

  // PostgreSQL refuses to start when the recorded number is alive again as something else of the same user.
  // Only now, with nothing of ours left, is it safe to take that record away.
  if (postmaster !== null && process.platform === 'linux' && processStart(postmaster) !== null) {
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
  }
}

/**
 * Ends a PostgreSQL by its first process: clients are cut off and the data is written ("fast shutdown"); after
 * 20 s at once, which costs a recovery at the next start but no data.
 * @throws StartError when it is still there after that
 */
export async function endProcess(postmaster: number): Promise<void> {
  for (const [name, patience] of [['SIGINT', 20_000], ['SIGQUIT', 10_000], ['SIGKILL', 5_000]] as const) {
    signal(postmaster, name);
    if (await allGone([postmaster], patience)) return;
  }
  throw new StartError(`PostgreSQL (pid ${postmaster}) cannot be ended: end it by hand, then start again.`);
}

/**
 * The port of the PostgreSQL that works on a cluster just now, for a command beside a running site.
 * @returns null when none does, or this user may not see it
 */
export function livingPort(cluster: string): number | null {
  const postmaster = recordedPostmaster(cluster);
  if (postmaster === null || !worksOn(postmaster, cluster)) return null;
  const record = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  return record[7]?.trim() === 'ready' ? Number(record[3]) : null;
}

function recordedPostmaster(cluster: string): number | null {
  try {
    const pid = Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Whether a process is a PostgreSQL with this data directory; the number alone may have gone to another. */
function worksOn(pid: number, cluster: string): boolean {
  if (processStart(pid) === null) return false;
  try {
    if (process.platform === 'linux') {
      // A binary that was replaced meanwhile shows as "postgres (deleted)".
      const program = path.basename(readlinkSync(`/proc/${pid}/exe`)).replace(' (deleted)', '');
      return program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    }
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return /\bpostgres\b/.test(command) && command.includes(cluster);
  } catch {
    // Gone meanwhile, or another user's and so not ours.
    return false;
  }
}

function processesOn(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => worksOn(pid, cluster));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'ESRCH') throw new StartError(`PostgreSQL (pid ${pid}) cannot be ended (${code}): end it as its own user, then start again.`);
  }
}

async function allGone(pids: number[], patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (pids.some((pid) => processStart(pid) !== null)) {
    if (Date.now() > deadline) return false;
    await wait(20);
  }
  return true;
}
