import { readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second (USER_HZ, fixed on Linux). */
const TICK = 10_000;

/**
 * Processor time that a process has used up in all its threads, user and system, in microseconds. It moves far less than
 * rates with what else a machine does. NaN where there is no /proc.
 */
export function processorTime(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the fields behind it are plain.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  } catch {
    return Number.NaN;
  }
}
