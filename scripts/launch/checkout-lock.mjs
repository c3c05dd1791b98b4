import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from './root.mjs';
import { StepFailed } from './child.mjs';

const FOLDER = path.join(ROOT, '.build');
const LOCK = path.join(FOLDER, 'launch.lock');

/**
 * Keeps other launches from installing or building on this checkout meanwhile; waits for one that does.
 * The lock is a folder with one file in it, named after its holder. It is taken by moving a folder with our name
 * to its place, which fails while anything is in it; and from a holder who is dead by renaming his very file,
 * which one process only can do.
 * @param {(line: string) => void} say
 * @returns {Promise<() => Promise<void>>} gives it back
 */
export async function lockCheckout(say) {
  const me = holderName(process.pid);
  const mine = path.join(LOCK, me);
  for (let told = ''; ; await wait(200)) {
    const holder = take(me, mine);
    if (!holder) return async () => release(mine);
    if (holder !== told) say(`waiting for another launch (pid ${holder.split('-')[0]}) that prepares this checkout`);
    told = holder;
  }
}

function release(mine) {
  rmSync(mine, { force: true });
  try {
    rmdirSync(LOCK);
  } catch (error) {
    // Another launch may be in it already, or have moved its own there and gone.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code)) throw error;
  }
}

/** @returns {string | undefined} the living holder, or undefined when the lock is ours */
function take(me, mine) {
  const draft = makeDraft(me);
  try {
    renameSync(draft, LOCK);
    return undefined;
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  const [holder] = existsSync(LOCK) ? readdirSync(LOCK) : [];
  if (!holder) return take(me, mine);
  if (holderName(Number(holder.split('-')[0])) === holder) return holder;
  try {
    renameSync(path.join(LOCK, holder), mine);
    return undefined;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return take(me, mine);
  }
}

function makeDraft(me) {
  try {
    mkdirSync(FOLDER, { recursive: true });
    const draft = mkdtempSync(path.join(FOLDER, 'lock-'));
    writeFileSync(path.join(draft, me), '');
    return draft;
  } catch (error) {
    throw new StepFailed(`The checkout ${ROOT} cannot be written (${error.code}), but something has to be installed or built: make it writable for this user.`);
  }
}

/** A process by its number and, where /proc tells, its start, since numbers come back. Null when it is gone. */
function holderName(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return null;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid}-${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return `${pid}-`;
  }
}
