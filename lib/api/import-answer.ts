import type { Person } from '../platform/actor';
import { ERROR_STATUS, type DomainError } from '../platform/errors';
import { problemBody } from './problem';
import { Reply } from './route';
import { LIMITS } from '../platform/limits';
import { consume, giveBack, type Allowance } from '../platform/http/rate-limit';
import type { IncomingFile } from '../importing/document-reader';
import { importArchive, importDocument, listContents, type EntryOutcome, type Incoming, type Surroundings } from '../importing/import';

/** Documents that an account may import; the largest archive just fits. The route takes the first of a request. */
export const IMPORTS: Allowance = { name: 'import', points: LIMITS.archive.entries, seconds: 3600 };

/** All or none: an archive that is refused has cost nothing but the request. */
async function takeMore(actor: Person, more: number): Promise<void> {
  if (more < 1) return;
  try {
    await consume(IMPORTS, actor.id, more);
  } catch (error) {
    await giveBack(IMPORTS, actor.id, more);
    throw error;
  }
}

/**
 * The answer to an import: 201 with what a document has become, 200 with what an earlier import of the same text made. An
 * archive is 200 with a line for each of its documents, which has the status that the document alone would have had; each
 * costs one of IMPORTS.
 * @throws DomainError as `importDocument` and `importArchive`; too_many_requests for an archive of more than are left
 */
export async function importAny(actor: Person, incoming: Incoming, around: Surroundings): Promise<Reply> {
  const charge = (more: number) => takeMore(actor, more);
  // Who has looked at a document means that one: the text of a mail, whatever is attached to it.
  const outcomes = incoming.hash === undefined ? await importArchive(actor, incoming, incoming, { ...around, charge }) : null;
  if (outcomes) return new Reply(200, { results: outcomes.map(line) });
  const imported = await importDocument(actor, incoming, around);
  return new Reply(imported.duplicate ? 200 : 201, imported);
}

function line(outcome: EntryOutcome) {
  const { file } = outcome;
  if ('imported' in outcome) return { file, status: outcome.imported.duplicate ? 200 : 201, imported: outcome.imported };
  return { file, status: ERROR_STATUS[outcome.problem.code], problem: problemOf(outcome.problem) };
}

function problemOf(error: DomainError) {
  const { requestId: _, ...problem } = problemBody(error, '');
  return problem;
}

/**
 * The documents in a file that holds several: each with its bytes in base64, or with why it is left out; null for a file that is
 * one document, or a ZIP.
 * @throws DomainError as `listContents`
 */
export async function contentsOfFile(actor: Person, file: IncomingFile, signal: AbortSignal) {
  const entries = await listContents(actor, file, signal);
  return entries && entries.map((entry) => ('problem' in entry ? { name: entry.name, problem: problemOf(entry.problem) } : { name: entry.name, base64: Buffer.from(entry.bytes).toString('base64') }));
}
