import type { Actor } from '../actor';
import { ERROR_STATUS } from '../errors';
import { problemBody } from '../http/problem';
import { Reply } from '../http/route';
import { importArchive, importDocument, type EntryOutcome, type Incoming } from './import';

/**
 * The answer to an import: 201 with what a document has become, 200 with what an earlier import of the same text made. An
 * archive is 200 with a line for each of its documents, which has the status that the document alone would have had.
 * @throws DomainError as `importDocument` and `importArchive`
 */
export async function importAny(actor: Actor, incoming: Incoming): Promise<Reply> {
  const outcomes = await importArchive(actor, incoming, incoming);
  if (outcomes) return new Reply(200, { results: outcomes.map(line) });
  const imported = await importDocument(actor, incoming);
  return new Reply(imported.duplicate ? 200 : 201, imported);
}

function line(outcome: EntryOutcome) {
  const { file } = outcome;
  if ('imported' in outcome) return { file, status: outcome.imported.duplicate ? 200 : 201, imported: outcome.imported };
  const { requestId: _, ...problem } = problemBody(outcome.problem, '');
  return { file, status: ERROR_STATUS[outcome.problem.code], problem };
}
