import type { Download } from './first-visit';

/** What a reader's phone may download on a first visit of a reader page, in bytes over the wire, images apart. */
export const BUDGET = {
  all: 30 * 1024,
  script: 10 * 1024,
} as const;

/**
 * Why each script and style sheet of a reader page is there. One without a reason here is over every budget: whoever adds a
 * file writes beside it what the reader has of it. The build names files by their content, so a file is known by what it holds.
 */
const REASONS: { kind: 'script' | 'stylesheet'; holds: string; source: string; reason: string }[] = [
  {
    kind: 'stylesheet',
    holds: '.toc',
    source: 'app/(site)/site.css',
    reason: 'the look of all reader pages: one file, kept for the next page',
  },
  {
    kind: 'stylesheet',
    holds: '.kind-background',
    source: 'app/palette.css, app/content.css',
    reason: 'colours and typefaces, light and dark, and the look of a case; one file with the desk, so that who writes has it already',
  },
];

/** In a few words why this was downloaded; null where nobody has written it down. */
export function reasonOf({ kind, content }: Download): string | null {
  switch (kind) {
    case 'document':
      return 'the page: its text once, and its data for machines';
    case 'icon':
      return 'the mark in the tab; once a site';
    case 'image':
      return 'a picture of the case';
    case 'script':
    case 'stylesheet': {
      const found = REASONS.find((known) => known.kind === kind && content.includes(known.holds));
      return found ? `${found.source}: ${found.reason}` : null;
    }
    default:
      return null;
  }
}

/** Bytes over the wire of all that counts, and of the scripts among it. */
export function weight(downloads: Download[]): { all: number; script: number } {
  const sum = (chosen: Download[]) => chosen.reduce((total, { wire }) => total + wire, 0);
  return {
    all: sum(downloads.filter(({ kind }) => kind !== 'image' && kind !== 'icon')),
    script: sum(downloads.filter(({ kind }) => kind === 'script')),
  };
}

/** What is wrong with a first visit, in a line each: too much of something, a failed request, a file without a reason. */
export function objections(downloads: Download[]): string[] {
  const weighed = weight(downloads);
  const over = (['all', 'script'] as const).filter((what) => weighed[what] > BUDGET[what]);
  return [
    ...over.map((what) => `${what}: ${weighed[what]} bytes of ${BUDGET[what]}`),
    ...downloads.filter(({ status }) => status !== 200).map(({ path, status }) => `${path} answered ${status}`),
    ...downloads.filter((one) => reasonOf(one) === null).map(({ path, kind }) => `${path}: no reason for this ${kind} stands in tests/support/document-budget.ts`),
  ];
}
