import type { DomainError } from '../../../lib/platform/errors';
import type { ImportOptions } from '../../../lib/importing/plan/plan';
import type { Entry, IncomingFile, Prepared, Reading, Unpacked } from '../../../lib/importing/document-reader';

/** What the thread that reads documents is asked; one at a time. */
export type ReaderCall = { file: IncomingFile } & ({ ask: 'read' } | { ask: 'prepare'; options: ImportOptions } | { ask: 'unpack' });

/** An error of ours on its way between threads, where only plain data travels. */
export type Told = Pick<DomainError, 'code' | 'details'>;

/** An entry of an archive on its way between threads. */
export type ToldEntry = Exclude<Entry, { problem: DomainError }> | { name: string; problem: Told };
export type ToldUnpacked = Omit<Unpacked, 'entries'> & { entries: ToldEntry[] };

/** `fault` is an error that is none of ours. */
export type ReaderAnswer = { value: Reading | Prepared | ToldUnpacked | null } | { told: Told } | { fault: string };
