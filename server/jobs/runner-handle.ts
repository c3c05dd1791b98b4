import { createBirpc } from 'birpc';
import { endOfProcess, endOfThread } from '../boot/ends';
import { forkOwn } from '../boot/fork-own';
import type { Figures } from '../metrics/metrics-of-workers';
import { startThread } from '../boot/threads';
import { watchOver } from '../boot/watchdog';
import type { KeeperCalls, RunnerCalls } from './calls';

const MAIN = 'server/jobs/runner-main.ts';
/** Heap of the thread in MB. A job that takes more ends its thread, and not the process that serves. */
const HEAP = 512;
/** Of it for what has just been made. Little: the thread rests nearly always, and what it fills once the process keeps. */
const YOUNG = 8;
/** How long it may take to load, on a machine that is busy with other things too. */
const START = 60_000;
/** How long its figures are waited for when metrics are read. */
const FIGURES = 1_000;

/** A job runner as its keeper sees it. */
export interface RunnerHandle {
  /** True once it works on the queue; false where it ended before that. */
  ready: Promise<boolean>;
  /** Resolves to what it ended by. */
  ended: Promise<string>;
  /** What it has counted; nothing where it does not say so in time. */
  figures(): Promise<Figures>;
  /** Lets the jobs end that it runs, and then ends. */
  end(): void;
  /** Ends it at once. Its jobs are taken up again. */
  kill(): void;
}

interface Body {
  post(data: unknown): void;
  on(listen: (data: unknown) => void): void;
  ended: Promise<string>;
  kill(): void;
}

/** Runs jobs in a thread of this process. @param sourceMaps whether stacks name the lines as they were written */
export function runnerThread(sourceMaps: boolean): RunnerHandle {
  const thread = startThread(MAIN, {}, sourceMaps, { maxOldGenerationSizeMb: HEAP, maxYoungGenerationSizeMb: YOUNG });
  let cause = '';
  // Unheard, it would end the process. The exit follows it.
  thread.on('error', (error) => (cause = `: ${error.stack ?? error.message}`));
  return watched({
    post: (data) => thread.postMessage(data),
    on: (listen) => void thread.on('message', listen),
    ended: endOfThread(thread).then((by) => `${by}${cause}`),
    kill: () => void thread.terminate(),
  });
}

/** Runs jobs in a process of their own. @param env what it gets beside our environment */
export function runnerProcess(env: Record<string, string>): RunnerHandle {
  const child = forkOwn(MAIN, env);
  // A channel that breaks is its end, which is told by `ended`.
  child.on('error', () => undefined);
  return watched({
    post: (data) => void (child.connected && child.send(data as object, () => undefined)),
    on: (listen) => void child.on('message', listen),
    ended: endOfProcess(child),
    kill: () => void child.kill('SIGKILL'),
  });
}

function watched({ post, on, ended, kill }: Body): RunnerHandle {
  let isReady: (ready: boolean) => void = () => undefined;
  const ready = new Promise<boolean>((resolve) => (isReady = resolve));
  const late = setTimeout(kill, START);
  let endWatch = () => undefined as void;
  const calls = createBirpc<RunnerCalls, KeeperCalls>(
    {
      loaded() {
        clearTimeout(late);
        endWatch = watchOver(() => calls.answers(), kill);
      },
      ready: () => isReady(true),
    },
    { post, on, timeout: -1 },
  );
  void ended.then(() => {
    clearTimeout(late);
    endWatch();
    isReady(false);
  });
  return {
    ready,
    ended,
    figures: () => inTime(calls.figures(), FIGURES),
    end: () => void calls.end.asEvent(),
    kill,
  };
}

async function inTime(figures: Promise<Figures>, ms: number): Promise<Figures> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Figures>((resolve) => (timer = setTimeout(resolve, ms, [])));
  try {
    return await Promise.race([figures.catch(() => []), late]);
  } finally {
    clearTimeout(timer);
  }
}
