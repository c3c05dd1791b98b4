import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { AggregatorRegistry, type Registry } from 'prom-client';

/** What somebody has counted, as prom-client tells it. */
export type Figures = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** How long the primary waits for the workers, and a worker for the primary, in milliseconds. Prometheus gives up after ten seconds. */
const WORKERS_DEADLINE = 1_000;
const PRIMARY_DEADLINE = 3_000;

/** Worker to primary: the sum, please. Primary to each: yours, please. Back: these are mine; this is the sum. */
type Message =
  | { kind: 'anli:metrics'; id: string; step: 'sum?' | 'own?' }
  | { kind: 'anli:metrics'; id: string; step: 'own'; figures: Figures }
  | { kind: 'anli:metrics'; id: string; step: 'sum'; text: string };

function isOurs(message: unknown): message is Message {
  return typeof message === 'object' && message !== null && (message as Partial<Message>).kind === 'anli:metrics';
}

/** Who has just died cannot be told anything, and need not be. */
const ignored = () => undefined;

/**
 * In the primary: answers each worker that asks for the sum of all. A worker that hangs or dies is left out, and the
 * text says so.
 */
export class MetricsOfWorkers {
  private readonly workers = new Set<ChildProcess>();
  private readonly gathering = new Map<string, (figures: Figures) => void>();

  /** @param besides what somebody who is no worker has counted */
  constructor(private readonly besides: () => Promise<Figures> = async () => []) {}

  /** Counts a worker in, from when it serves until it ends. */
  add(worker: ChildProcess): void {
    this.workers.add(worker);
    worker.once('exit', () => this.workers.delete(worker));
    worker.on('message', (message: unknown) => {
      if (!isOurs(message)) return;
      if (message.step === 'own') this.gathering.get(message.id)?.(message.figures);
      if (message.step === 'sum?') void this.gather().then((text) => tell(worker, { ...message, step: 'sum', text }));
    });
  }

  private async gather(): Promise<string> {
    const id = randomUUID();
    const asked = [...this.workers].filter(({ connected }) => connected);
    const told: Figures[] = [];
    const others = this.besides();
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, WORKERS_DEADLINE);
      this.gathering.set(id, (figures) => {
        if (told.push(figures) < asked.length) return;
        clearTimeout(late);
        resolve();
      });
      for (const worker of asked) tell(worker, { kind: 'anli:metrics', id, step: 'own?' });
    });
    this.gathering.delete(id);
    const text = await AggregatorRegistry.aggregate([...told, await others]).metrics();
    return told.length === asked.length ? text : `# ${told.length} of ${asked.length} workers answered in time.\n${text}`;
  }
}

function tell(worker: ChildProcess, message: Message): void {
  if (worker.connected) worker.send(message, ignored);
}

/** In a worker: tells the primary its own figures whenever it asks. To be called once. */
export function tellPrimary(own: () => Promise<Figures>): void {
  process.on('message', (message) => {
    if (!isOurs(message) || message.step !== 'own?') return;
    void own().then((figures) => process.send?.({ ...message, step: 'own', figures } satisfies Message, undefined, undefined, ignored));
  });
}

/** In a worker: the metrics of all workers, summed; null where the primary does not answer in time. */
export function askPrimary(): Promise<string | null> {
  const id = randomUUID();
  return new Promise((resolve) => {
    const finish = (text: string | null) => {
      clearTimeout(late);
      process.off('message', hear);
      resolve(text);
    };
    const hear = (message: unknown) => {
      if (isOurs(message) && message.step === 'sum' && message.id === id) finish(message.text);
    };
    const late = setTimeout(() => finish(null), PRIMARY_DEADLINE);
    process.on('message', hear);
    process.send?.({ kind: 'anli:metrics', id, step: 'sum?' } satisfies Message, undefined, undefined, (error) => error && finish(null));
  });
}
