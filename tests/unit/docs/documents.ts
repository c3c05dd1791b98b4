import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { ROOT } from '../../../server/boot/root';

/** A document of the repository. */
export interface Document {
  /** From the root of the checkout. */
  file: string;
  text: string;
  tree: Root;
}

const parser = unified().use(remarkParse).use(remarkGfm);

/** @param file from the root of the checkout */
export function readDocument(file: string): Document {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return { file, text, tree: parser.parse(text) };
}

/** Files below a folder, from the root of the checkout. */
export function filesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

const inDocs = filesBelow('docs').filter((file) => file.endsWith('.md'));
const besideCode = ['lib', 'prisma', 'tests'].flatMap(filesBelow).filter((file) => path.basename(file) === 'README.md');

/** Every document that speaks of the repository. */
export const DOCUMENTS: readonly Document[] = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', ...inDocs, ...besideCode].map(readDocument);

type Kind = Nodes['type'];
type NodeOf<K extends Kind> = Extract<Nodes, { type: K }>;

/** All nodes of a kind, in the order of the text. */
export function nodesOf<K extends Kind>(node: Nodes, kind: K): NodeOf<K>[] {
  const own = node.type === kind ? [node as NodeOf<K>] : [];
  return 'children' in node ? [...own, ...node.children.flatMap((child) => nodesOf(child, kind))] : own;
}

/** The words of a node, without its form. */
export function textOf(node: Nodes): string {
  if ('children' in node) return node.children.map(textOf).join('');
  return 'value' in node ? node.value : '';
}

/** Words in code within a node: `like this`. */
export const codeIn = (node: Nodes): string[] => nodesOf(node, 'inlineCode').map(({ value }) => value);

/** The cells of every row of every table, without the first row, which names the columns. */
export function rowsOf(tree: Root): Nodes[][] {
  return nodesOf(tree, 'table').flatMap(({ children: [, ...rows] }) => rows.map(({ children }) => children));
}
