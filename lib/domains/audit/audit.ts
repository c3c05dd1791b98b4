import { AsyncLocalStorage } from 'node:async_hooks';
import { isPerson, type Actor } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import type { Origin } from '../../platform/database/generated/enums';
import type { InputJsonObject } from '../../platform/database/generated/internal/prismaNamespace';
import { shared } from '../../platform/registry';

interface Circumstances {
  origin: Origin;
  requestId?: string;
}

const circumstances = shared('audit', () => new AsyncLocalStorage<Circumstances>());

/** Runs `work` so that what it audits carries this origin and request id. */
export function withOrigin<T>(given: Circumstances, work: () => T): T {
  return circumstances.run(given, work);
}

interface Event {
  action: string;
  subject: 'article' | 'section' | 'collection' | 'category' | 'organisation' | 'user' | 'import' | 'asset';
  subjectId: string;
  data?: InputJsonObject;
}

/**
 * Writes one audit event into the open transaction, so that the change and its trace are there together or not
 * at all. The table is append-only (a trigger refuses anything else).
 * @param actor null for a visitor, who registers
 */
export async function record(actor: Actor | null, event: Event): Promise<void> {
  await db().auditEvent.create({ data: rowOf(actor, event), select: { id: true } });
}

/** As `record`, for many events of one change, in one statement. */
export async function recordAll(actor: Actor | null, events: readonly Event[]): Promise<void> {
  await db().auditEvent.createMany({ data: events.map((event) => rowOf(actor, event)) });
}

function rowOf(actor: Actor | null, event: Event) {
  const { origin, requestId } = circumstances.getStore() ?? { origin: 'JOB' as const, requestId: undefined };
  const who = actor && isPerson(actor) ? { actorId: actor.id } : { system: actor?.system ?? null };
  return { ...who, origin, requestId: requestId ?? null, ...event, data: event.data ?? {} };
}
