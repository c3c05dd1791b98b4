import type { IslandName } from '../../lib/platform/islands';
import type { Download } from './first-visit';

/**
 * What a reader's phone may download on a first visit of a reader page, in bytes over the wire, images apart. Most of what a
 * small script weighs there is its headers, some 800 bytes; how large it may be itself says tests/unit/server/islands/islands.test.ts.
 */
export const BUDGET = {
  all: 30 * 1024,
  script: 10 * 1024,
} as const;

/**
 * Why each style sheet of a reader page is there. One without a reason here is over every budget: whoever adds a
 * file writes beside it what the reader has of it. The build names files by their content, so a file is known by what it holds.
 */
const SHEETS: { holds: string; source: string; reason: string }[] = [
  {
    holds: '.toc',
    source: 'app/(site)/site.css',
    reason: 'the look of all reader pages: one file, kept for the next page',
  },
  {
    holds: '.kind-background',
    source: 'app/palette.css, app/content.css',
    reason: 'colours and typefaces, light and dark, and the look of a case; one file with the desk, so that who writes has it already',
  },
];

/** Why each island is there. Scripts are islands, and no others. */
const ISLAND_REASONS: Record<IslandName, string> = {
  'chosen-theme': 'the theme that the reader has chosen, before the first paint; once a site, of desk and account too',
  'account-greeting': 'who is signed in is greeted by name on a page that is the same for everybody',
  'nav-place': 'the place of this page in the navigation, which scrolls on a phone; once a site',
  'print-foot': 'site, address and day on every sheet of a printed page; once a site',
  'theme-switch': 'light, dark or as the system is, in the foot of the page; once a site',
};

/** In a few words why this was downloaded; null where nobody has written it down. */
export function reasonOf({ kind, content, path }: Download): string | null {
  switch (kind) {
    case 'document':
      return 'the page: its text once, and its data for machines';
    case 'icon':
      return 'the mark in the tab; once a site';
    case 'image':
      return 'a picture of the case';
    case 'script': {
      const name = /^\/islands\/(.+)\.[A-Z2-7]{8}\.js$/.exec(path)?.[1] ?? '';
      return Object.hasOwn(ISLAND_REASONS, name) ? `components/site/islands/${name}.ts: ${ISLAND_REASONS[name as IslandName]}` : null;
    }
    case 'stylesheet': {
      const found = SHEETS.find(({ holds }) => content.includes(holds));
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
