import { setTimeout as wait } from 'node:timers/promises';
import { db } from '../database/transaction';
import { DomainError } from '../errors';
import { RETRY_AFTER_UNAVAILABLE } from './headers';
import { shared } from '../registry';

/** How long a dependency may take to answer; a load balancer that asks every few seconds must hear of a hanging one. */
const DEADLINE = 1_000;
const STEP = 100;
/** The same at the start, when nobody waits. */
const PATIENCE = 5_000;

const life = shared('life', () => ({ stopping: false }));
interface Dependency {
  ask(): Promise<unknown>;
  /** Whether nothing can be answered without it. */
  needed: boolean;
}

const dependencies = shared('dependencies', () => new Map<string, Dependency>());

/** This instance is about to end: from now on it says that it is not ready, so that nobody sends it anything new. */
export function markStopping(): void {
  life.stopping = true;
}

/**
 * Has readiness tell of one thing more.
 * @param name as it stands in the answer; one of that name that is there already is replaced
 * @param ask resolves while all is well and rejects else. It may hang: it is not asked again before it has answered
 * @param options `needed`: false for what requests are answered without; that it is down is told, and no reason to send
 *   requests elsewhere
 */
export function dependOn(name: string, ask: () => Promise<unknown>, { needed = true }: { needed?: boolean } = {}): void {
  let asked: Promise<unknown> | undefined;
  const once = () => (asked ??= ask().finally(() => (asked = undefined)));
  dependencies.set(name, { ask: once, needed });
}

/** Asks every dependency once, so that the first who asks for readiness need not wait for connections to be made. */
export async function warmUp(): Promise<void> {
  await Promise.race([Promise.allSettled([...known().values()].map(({ ask }) => ask())), wait(PATIENCE, undefined, { ref: false })]);
}

/**
 * Whether this instance should be sent requests, within about a second.
 * @throws DomainError unavailable with the state of each dependency when it should not
 */
export async function readiness(): Promise<{ status: 'ready'; dependencies: Record<string, string> }> {
  const states = await Promise.all([...known()].map(async ([name, { ask, needed }]) => ({ name, needed, state: (await answers(ask)) ? 'up' : 'down' })));
  const found = { process: life.stopping ? 'stopping' : 'serving', ...Object.fromEntries(states.map(({ name, state }) => [name, state])) };
  if (life.stopping || states.some(({ needed, state }) => needed && state === 'down')) throw new DomainError('unavailable', { dependencies: found, retryAfter: RETRY_AFTER_UNAVAILABLE });
  return { status: 'ready', dependencies: found };
}

function known(): Map<string, Dependency> {
  if (!dependencies.has('database')) dependOn('database', () => db().$queryRaw`SELECT 1`);
  return dependencies;
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  const over = new AbortController();
  const answer = ask().then(() => true, () => false);
  const inTime = await Promise.race([answer, deadline(over.signal)]);
  over.abort();
  return inTime;
}

/** In small steps: a process that was busy all that time with something else has not waited, so it counts as one of them. */
async function deadline(over: AbortSignal): Promise<false> {
  for (let waited = 0; waited < DEADLINE && !over.aborted; waited += STEP) await wait(STEP);
  return false;
}
