import type { SectionKind } from '../../platform/database/generated/enums';

/** The five elements of a case, in the order in which readers meet them, each with the kind of its section. */
export const ELEMENTS = { background: 'BACKGROUND', practice: 'PRACTICE', outcome: 'OUTCOME', insight: 'INSIGHT', appendix: 'OTHER' } as const satisfies Record<string, SectionKind>;

export type ElementName = keyof typeof ELEMENTS;

/** How long an element usually is, in characters. A hint for its writer: nothing is refused for being longer. */
export type UsualLength = readonly [from: number, to: number];

/**
 * What a case of each type is made of. What each element asks of its writer stands in lib/i18n/zh-CN/templates.ts, under the same
 * names. The names of template and element go into the database: one that has been given is never another's.
 */
export const TEMPLATES = {
  governance: { background: [300, 600], practice: [1_200, 2_500], outcome: [400, 800], insight: [300, 600], appendix: [0, 500] },
  service: { background: [300, 500], practice: [1_000, 2_000], outcome: [400, 800], insight: [300, 600], appendix: [0, 500] },
  industry: { background: [400, 700], practice: [1_200, 2_500], outcome: [500, 1_000], insight: [300, 600], appendix: [0, 800] },
  method: { background: [200, 400], practice: [1_000, 2_000], outcome: [300, 600], insight: [200, 400], appendix: [0, 800] },
  blank: {},
} as const satisfies Record<string, Partial<Record<ElementName, UsualLength>>>;

export type TemplateName = keyof typeof TEMPLATES;

/** Every template, in the order in which they are offered. */
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as [TemplateName, ...TemplateName[]];
