import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../server/boot/root';
import { codeIn, DOCUMENTS, filesBelow, nodesOf, readDocument, textOf, type Document } from './documents';

/*
 * Whatever looks like the name of a file or folder has to be one. In code within a sentence that is everything without
 * blanks that has a slash in it or ends as files do, and so it is in the words of a link; elsewhere, in blocks of code and in
 * plain words, what begins with a folder of ours.
 */

const FOLDERS = ['app', 'components', 'docs', 'lib', 'prisma', 'scripts', 'server', 'tests'];
const FILE_ENDING = /[\w>]\.(?:ts|tsx|mjs|cjs|js|json|md|sql|prisma|yaml|conf|service|css|png|svg|sh)$/;
/** `<name>` stands for any name. */
const SEGMENT = String.raw`[\w.@<>()[\]-]+`;
const LOOKS_LIKE_A_PATH = new RegExp(`^(?:${SEGMENT}/)+(?:${SEGMENT})?$`);
const PATH_IN_PASSING = new RegExp(String.raw`(?<![\w/.@-])(?:${FOLDERS.join('|')})/(?:[\w.<>[\]-]+|\([a-z]+\)|/)*`, 'g');

/** What has a slash and is no file of this checkout: each has to be in use. */
const OTHERWISE: Record<string, RegExp> = {
  'what lies in the data folder': /^(?:DATA_DIR\/[\w-]+|media\/|postgres\/)$/,
  'a time zone': /^Asia\/Shanghai$/,
  'a part of a package': /^(?:next\/image|@prisma\/schema-engine-wasm)$/,
};

const isOtherwise = (name: string) => Object.values(OTHERWISE).some((pattern) => pattern.test(name));
const isPath = (code: string) => LOOKS_LIKE_A_PATH.test(code) || (FILE_ENDING.test(code) && !/\s/.test(code) && !code.startsWith('/'));

const ALL = [...FOLDERS.flatMap(filesBelow), 'README.md', 'package.json', 'package-lock.json'];
const NAMES = ALL.map((file) => path.basename(file));

function isThere(name: string, { file }: Document): boolean {
  if (!name.includes('/') && NAMES.some((one) => patternOf(name).test(one))) return true;
  return [ROOT, path.join(ROOT, path.dirname(file))].some((folder) => exists(folder, name));
}

function exists(folder: string, name: string): boolean {
  const full = path.join(folder, name);
  if (!name.includes('<')) return existsSync(full) && (!name.endsWith('/') || statSync(full).isDirectory());
  const pattern = patternOf(`${path.relative(ROOT, full)}${name.endsWith('/') ? '/' : ''}`);
  return ALL.some((one) => pattern.test(one));
}

/** The files that a name with `<any>` parts may mean; all of a folder where it ends with a slash. */
function patternOf(name: string): RegExp {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${name.split(/<\w+>/).map(literal).join('[^/]+')}${name.endsWith('/') ? '' : '$'}`);
}

/** Names of files in a document. */
function namesIn({ tree }: Document): string[] {
  const marked = [...codeIn(tree), ...nodesOf(tree, 'link').map(textOf)].filter(isPath);
  const plain = [...nodesOf(tree, 'code'), ...nodesOf(tree, 'text')].flatMap(({ value }) => value.match(PATH_IN_PASSING) ?? []);
  return [...marked, ...plain.map((name) => name.replace(/[.]+$/, ''))];
}

/** GitHub's name for a heading. */
const anchorOf = (heading: string) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');

function linkIsRight(url: string, { file }: Document): boolean {
  const [target, anchor] = url.split('#');
  const to = path.join(path.dirname(file), decodeURI(target!));
  const full = target === '' ? path.join(ROOT, file) : path.join(ROOT, to);
  if (!existsSync(full)) return false;
  if (anchor === undefined) return true;
  const { tree } = readDocument(path.relative(ROOT, full));
  return nodesOf(tree, 'heading').some((heading) => anchorOf(textOf(heading)) === anchor);
}

describe.each(DOCUMENTS.map((document) => [document.file, document] as const))('%s', (_file, document) => {
  test('names only files and folders that are there', () => {
    const missing = namesIn(document).filter((name) => !isOtherwise(name) && !isThere(name, document));
    expect(missing).toEqual([]);
  });

  test('links only to what is there', () => {
    const links = [...nodesOf(document.tree, 'link'), ...nodesOf(document.tree, 'image')].map(({ url }) => url).filter((url) => !/^https?:/.test(url));
    expect(links.filter((url) => !linkIsRight(url, document))).toEqual([]);
  });
});

const everyName = DOCUMENTS.flatMap((document) => namesIn(document).map((name) => ({ name, document })));

test('the documents name many files', () => {
  expect(everyName.length).toBeGreaterThan(200);
});

test.each(Object.entries(OTHERWISE))('%s is named somewhere, so that the exception is needed', (_what, pattern) => {
  expect(everyName.some(({ name }) => pattern.test(name))).toBe(true);
});
