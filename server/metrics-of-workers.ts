import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { AggregatorRegistry, type Registry } from 'prom-client';

/** How long the primary waits for the workers, and a worker for the primary, in milliseconds. Prometheus gives up after ten seconds. */
const WORKERS_DEADLINE = 1_000;
const PRIMARY_DEADLINE = 3_000;

type Figures = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

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
 * In the primary: answers each worker that asks for the sum of all. To be called once. A worker that is just starting,
 * hangs or dies is left out, and the text says so.
 */
export function sumMetricsOfWorkers(): void {
  const gathering = new Map<string, (figures: Figures) => void>();
  cluster.on('message', (worker, message: unknown) => {
    if (!isOurs(message)) return;
    if (message.step === 'own') gathering.get(message.id)?.(message.figures);
    if (message.step !== 'sum?') return;
    void gather(gathering).then((text) => worker.send({ ...message, step: 'sum', text } satisfies Message, ignored));
  });
}

async function gather(gathering: Map<string, (figures: Figures) => void>): Promise<string> {
  const id = randomUUID();
  const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker?.isConnected());
  const told: Figures[] = [];
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, WORKERS_DEADLINE);
    gathering.set(id, (figures) => {
      if (told.push(figures) < workers.length) return;
      clearTimeout(late);
      resolve();
    });
    for (const worker of workers) worker?.send({ kind: 'anli:metrics', id, step: 'own?' } satisfies Message, ignored);
  });
  gathering.delete(id);
  const text = await AggregatorRegistry.aggregate(told).metrics();
  return told.length === workers.length ? text : `# ${told.length} of ${workers.length} workers answered in time.\n${text}`;
}

/** In a worker: tells the primary its own figures whenever it asks. To be called once. */
export function tellPrimary(registry: Registry): void {
  process.on('message', (message) => {
    if (!isOurs(message) || message.step !== 'own?') return;
    void registry.getMetricsAsJSON().then((figures) => process.send?.({ ...message, step: 'own', figures } satisfies Message, undefined, undefined, ignored));
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
