import { execFileSync } from 'node:child_process';

/** The children of a process, with what each runs. */
function childrenOf(pid: number): { pid: number; command: string }[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const rows = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((row) => row !== null);
  return rows.filter(([, , parent]) => Number(parent) === pid).map(([, own, , command]) => ({ pid: Number(own), command: command ?? '' }));
}

const running = (file: string) => (supervisor: number) => childrenOf(supervisor).filter(({ command }) => command.includes(file)).map(({ pid }) => pid);

/** The workers of a supervisor. */
export const workersOf = running('server/processes/worker.ts');
/** Its job runner; two while one is exchanged. */
export const jobRunnersOf = running('server/jobs/runner-main.ts');
