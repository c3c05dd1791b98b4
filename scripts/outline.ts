import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDomainError } from '../lib/platform/errors';
import { words as dictionary } from '../lib/i18n/words';
import { readDocument } from '../lib/importing/read-format';
import { outline } from '../lib/text/outline/outline';
import { printed } from '../lib/text/outline/surface';

// npm run -s outline -- FILE: the outline of a document as JSON on standard output, nothing stored.

const [file, ...surplus] = process.argv.slice(2);

if (!file || surplus.length > 0) {
  fail('usage: npm run -s outline -- FILE');
} else {
  const bytes = read(file);
  if (bytes) await tell(file, bytes);
}

async function tell(file: string, bytes: Uint8Array): Promise<void> {
  try {
    const document = await readDocument({ bytes, fileName: path.basename(file) });
    print(`${JSON.stringify(printed(outline(document)), null, 2)}\n`);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const { titles, documents } = dictionary().errors;
    const reason = error.details.reason;
    fail(`cannot read ${file}: ${(reason && (documents as Partial<Record<string, string>>)[reason]) ?? titles[error.code]}`);
  }
}

function read(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const words: Record<string, string> = { ENOENT: 'no such file', EACCES: 'permission denied', EISDIR: 'is a folder' };
    fail(`cannot read ${file}: ${words[reason] ?? reason}`);
    return null;
  }
}

function print(text: string): void {
  process.stdout.write(text);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
