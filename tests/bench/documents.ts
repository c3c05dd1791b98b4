import type { Browser } from '@playwright/test';
import { BUDGET, objections, reasonOf, weight } from '../support/document-budget';
import { firstVisit, type Download } from '../support/first-visit';
import { readerPages } from '../support/reader-pages';
import type { Outcome } from './bench';

/** An itemised table of what a phone downloads on a first visit of each sort of reader page. */
export async function reportDocuments(origin: string, browser: Browser): Promise<Outcome> {
  const lines: string[] = [];
  const failures: string[] = [];
  for (const { name, path } of await readerPages(origin)) {
    const downloads = await firstVisit(browser, origin + path);
    const { all, script } = weight(downloads);
    lines.push(
      '',
      `${name}, ${path}: ${all.toLocaleString('en')} of ${BUDGET.all.toLocaleString('en')} bytes, script ${script.toLocaleString('en')} of ${BUDGET.script.toLocaleString('en')}`,
      row('', 'on the wire', 'as used', ''),
      ...downloads.map(line),
    );
    failures.push(...objections(downloads).map((objection) => `${path}: ${objection}`));
  }
  lines.push('', 'On the wire: headers and body. Images and the icon are listed, not counted.');
  return { text: `${lines.join('\n')}\n`, failures };
}

function line(download: Download): string {
  const { kind, path, wire, decoded } = download;
  return `${row(`  ${kind}`, String(wire), String(decoded), `  ${path}`)}\n${' '.repeat(38)}${reasonOf(download) ?? 'NO REASON WRITTEN'}`;
}

function row(name: string, wire: string, decoded: string, rest: string): string {
  return `${name.padEnd(14)}${wire.padStart(12)}${decoded.padStart(10)}${rest}`;
}
