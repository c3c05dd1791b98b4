import { readFileSync } from 'node:fs';
import { decodeText } from '../lib/importing/decode';
import { outline } from '../lib/outline/outline';
import { printed } from '../lib/outline/surface';

// npm run -s outline -- FILE: the outline of a document as JSON on standard output, nothing stored.

const [file, ...surplus] = process.argv.slice(2);

if (!file || surplus.length > 0) {
  fail('usage: npm run -s outline -- FILE');
} else {
  const bytes = read(file);
  if (bytes) print(`${JSON.stringify(printed(outline(decodeText(bytes).text)), null, 2)}\n`);
}

function read(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const words: Record<string, string> = { ENOENT: 'no such file', EACCES: 'permission denied', EISDIR: 'is a folder' };
    fail(`cannot read ${path}: ${words[reason] ?? reason}`);
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
