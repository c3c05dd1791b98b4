import { zipSync, strToU8 } from 'fflate';
import { as, type Answer } from './client';
import { caseDocx as docxOfCase } from './case-docx';
import { caseText as textOfCase, collectedText as textOfCollection } from './case-texts';
import { fileForm } from './file-form';
import { unique, type Person } from './people';

/** A case that no other test has, as text. */
export const caseText = (word = unique('渠')): string => textOfCase(word);

/** A collected page of three cases that no other test has. */
export const collectedText = (word = unique('里')): string => textOfCollection(word);

/** A Word file that no other test has. */
export const caseDocx = (word = unique('井')): Promise<Buffer> => docxOfCase(word);

/** A ZIP of files by their names. */
export function zip(files: Record<string, string | Uint8Array>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]))));
}

async function send(path: string, person: Person, bytes: string | Uint8Array, fileName: string, options?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const { body, type } = await fileForm(bytes, fileName, options);
  return as(person).post(path, body, { 'content-type': type, ...headers });
}

/** `POST /api/import/preview` */
export function preview(person: Person, bytes: string | Uint8Array, fileName = 'a.txt'): Promise<Answer> {
  return send('/api/import/preview', person, bytes, fileName);
}

/** `POST /api/import`; `options` as they are where they are a string, else as JSON. */
export function importing(person: Person, bytes: string | Uint8Array, { fileName = 'a.txt', options, headers }: { fileName?: string; options?: unknown; headers?: Record<string, string> } = {}): Promise<Answer> {
  return send('/api/import', person, bytes, fileName, options, headers);
}
