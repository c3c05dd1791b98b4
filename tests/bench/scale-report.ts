import { LIMITS } from '../../lib/platform/limits';
import type { Machine } from './machine';
import { MEASURED, type Measured, type Scale } from './scale';

const count = (value: number) => value.toLocaleString('en');
const ms = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** How much dearer the largest library is than the smallest, and how much the logarithm allows. */
function growth({ sizes, costs }: Scale, what: Measured): { factor: number; allowed: number } {
  const cost = costs[what];
  return { factor: (cost.at(-1) ?? NaN) / (cost[0] ?? NaN), allowed: Math.log(sizes.at(-1) ?? NaN) / Math.log(sizes[0] ?? NaN) };
}

/** The figures as a Markdown table, which a terminal shows as well. */
export function scaleTable(scale: Scale): string {
  const head = ['p50, ms', ...scale.sizes.map(count), 'largest / smallest'];
  const rows = MEASURED.map((what) => [what, ...scale.costs[what].map(ms), growth(scale, what).factor.toFixed(2)]);
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => (row[at] ?? '').length)));
  const line = (row: string[]) => `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** `docs/performance.md`: table, chart, and how it was measured. */
export function performanceDocument(scale: Scale, machine: Machine): string {
  const { sizes, filled, rounds } = scale;
  const { allowed } = growth(scale, MEASURED[0]);
  return `# Cost against size

Made by \`npm run bench -- scale\` on ${machine.at.slice(0, 10)}: ${machine.node}, ${machine.platform}, ${machine.cores} cores${machine.processor ? ` (${machine.processor})` : ''}.
Do not edit by hand.

Milliseconds from the first byte of a request to the last of its answer, one request at a time, the median of
${rounds} rounds (three cases a round), by the number of published articles. From ${count(sizes[0]!)} to ${count(sizes.at(-1)!)} the logarithm grows by a factor
of ${allowed.toFixed(2)}; nothing that a reader or editor waits for may grow faster.

${scaleTable(scale)}

![Cost against size](performance.svg)

A bare Node server that gives the bytes of the case page took ${ms(scale.bare)} ms in the same rounds.

## How it is measured

- **Libraries.** One for each size, in an embedded PostgreSQL of its own with its default settings, filled by
  \`tests/support/library.ts\`: articles of four sections with 1,000 to 1,400 characters of Chinese each, whose bodies are
  shared by hash; 80 categories on three levels, most articles in a few of them; an organisation for five articles, a
  collection for ten, an account, a session and four audit events for each; one in eleven is a draft, waits, is approved
  or was withdrawn. Filling took ${filled.map((seconds, at) => `${seconds.toFixed(0)} s (${count(sizes[at]!)})`).join(', ')}, indexes and statistics included.
- **Servers.** The production build as \`npm start\` runs it, one process a library, all at once. Each round asks every library
  in turn, so that what disturbs one disturbs the others.
- **Nothing is kept.** Each round begins with an article that is submitted, approved and published, which makes every list,
  feed and sitemap a new one; each case is asked for once.
- **Depth.** "90 % back" is the page at which nine tenths of the list are newer. The category is the one with most articles.
- **One part of the sitemap** covers ${count(LIMITS.sitemapPart)} public numbers at most. The smallest library fills part of one, so its figure is the
  cost of fewer addresses; likewise its \`/sitemap.xml\` is the whole map and that of the others names their parts, one line
  for ${count(LIMITS.sitemapPart)} numbers.
- That these queries read no table that grows, and how many rows they look at, is tested by \`tests/api/plans.test.ts\`.
`;
}

const PANEL = { width: 224, height: 128, left: 16, top: 34, right: 16, bottom: 26, gap: 12 };
const COLUMNS = 3;

/** The chart: a panel for each thing, cost from zero up against size on a logarithmic scale, beside the growth of the logarithm. */
export function scaleChart(scale: Scale): string {
  const rows = Math.ceil(MEASURED.length / COLUMNS);
  const width = COLUMNS * PANEL.width + (COLUMNS + 1) * PANEL.gap;
  const height = rows * PANEL.height + (rows + 1) * PANEL.gap + 18;
  const panels = MEASURED.map((what, at) => {
    const x = PANEL.gap + (at % COLUMNS) * (PANEL.width + PANEL.gap);
    const y = PANEL.gap + Math.floor(at / COLUMNS) * (PANEL.height + PANEL.gap);
    return `<g transform="translate(${x} ${y})">${panel(scale, what)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Cost against size" font-family="system-ui, sans-serif" font-size="11">
<rect width="${width}" height="${height}" fill="#fcfbf8"/>
${panels.join('\n')}
<text x="${PANEL.gap}" y="${height - 10}" fill="#6b675e">p50 in ms from 0; across: published articles. Dashed: the growth of the logarithm.</text>
</svg>
`;
}

function panel({ sizes, costs }: Scale, what: Measured): string {
  const cost = costs[what];
  const logarithm = sizes.map((size) => ((cost[0] ?? 0) * Math.log(size)) / Math.log(sizes[0] ?? 1));
  const most = Math.max(...cost, ...logarithm) * 1.15;
  const plot = { width: PANEL.width - PANEL.left - PANEL.right - 24, height: PANEL.height - PANEL.top - PANEL.bottom };
  const x = (at: number) => PANEL.left + 12 + (plot.width * at) / Math.max(1, sizes.length - 1);
  const y = (value: number) => PANEL.top + plot.height * (1 - value / most);
  const points = (values: number[]) => values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const base = PANEL.top + plot.height;
  return [
    `<rect width="${PANEL.width}" height="${PANEL.height}" rx="4" fill="#fff" stroke="#e4e0d6"/>`,
    `<text x="${PANEL.left}" y="18" font-weight="600" fill="#22201b">${what}</text>`,
    `<line x1="${PANEL.left}" x2="${PANEL.width - PANEL.right}" y1="${base}" y2="${base}" stroke="#c9c4b8"/>`,
    `<polyline points="${points(logarithm)}" fill="none" stroke="#b3ada0" stroke-dasharray="3 3"/>`,
    `<polyline points="${points(cost)}" fill="none" stroke="#9c3b24" stroke-width="1.8"/>`,
    ...cost.map((value, at) => `<circle cx="${x(at).toFixed(1)}" cy="${y(value).toFixed(1)}" r="2.6" fill="#9c3b24"/>`),
    // Below its point, but not into what stands under the axis.
    ...cost.map((value, at) => `<text x="${x(at).toFixed(1)}" y="${(y(value) + 16 > base ? y(value) - 7 : y(value) + 14).toFixed(1)}" text-anchor="middle" fill="#9c3b24">${ms(value)}</text>`),
    ...sizes.map((size, at) => `<text x="${x(at).toFixed(1)}" y="${base + 15}" text-anchor="middle" fill="#6b675e">${count(size)}</text>`),
  ].join('');
}
