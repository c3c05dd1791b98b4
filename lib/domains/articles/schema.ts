import { z } from 'zod';
import { bodySchema, emptyBody } from '../../content/schema';
import { LIMITS } from '../../platform/limits';
import { multiLine, singleLine } from '../../platform/plain-text';
import { namedSlug } from '../categories/schema';
import { organisationName } from '../organisations/schema';
import { email } from '../users/schema';
import { TEMPLATE_NAMES } from './templates';

export const id = z.uuid();
const version = z.number().int().min(1).max(2_147_483_647);

export const sectionKind = z.enum(['BACKGROUND', 'PRACTICE', 'OUTCOME', 'INSIGHT', 'OTHER']);

/** The fields of an article, each by itself. */
export const articleFields = {
  title: singleLine(LIMITS.title),
  lead: multiLine(LIMITS.lead),
  regionCode: z.string().regex(/^\d{6}$/).nullable(),
  organisation: organisationName.nullable(),
  field: singleLine(LIMITS.field),
  year: z.number().int().min(LIMITS.year.min).max(LIMITS.year.max).nullable(),
  /** The category's slug. */
  category: namedSlug.regex(/^[a-z0-9-]+$/).nullable(),
};

const sectionFields = {
  kind: sectionKind,
  heading: singleLine(LIMITS.heading),
  number: singleLine(LIMITS.headingNumber),
  body: bodySchema,
};

/** Every field may be missing: a draft is always savable. */
const newSectionFields = {
  kind: sectionKind.default('OTHER'),
  heading: sectionFields.heading.default(''),
  number: sectionFields.number.default(''),
  body: bodySchema.default(emptyBody),
};

/** Sections are given, or a template makes them. */
export const newArticle = z
  .strictObject({
    ...z.object(articleFields).partial().shape,
    template: z.enum(TEMPLATE_NAMES).optional(),
    sections: z.array(z.strictObject(newSectionFields)).max(LIMITS.sections).default([]),
  })
  .refine(({ template, sections }) => !template || sections.length === 0, { path: ['template'], params: { code: 'template_and_sections' } });

export const articleChange = z.strictObject({ version, ...z.object(articleFields).partial().shape });

/** `after`: the section that the new one follows; null puts it first, left out it goes last. */
export const newSection = z.strictObject({ ...newSectionFields, after: id.nullable().optional() });

export const sectionChange = z.strictObject({ version, ...z.object(sectionFields).partial().shape });

/** Into which article, and where there: as `after` of a new section. */
const destination = { to: id, after: id.nullable().optional() };

/** `versions`: of the section, and the `orderVersion` of the article that it leaves and of the one that it comes to. */
export const sectionMove = z.strictObject({ ...destination, versions: z.strictObject({ section: version, from: version, to: version }) });

/** `version`: of the section. */
export const sectionCopy = z.strictObject({ ...destination, version });

/** `version` is the article's `orderVersion`. */
export const sectionOrder = z.strictObject({ version, order: z.array(id).max(LIMITS.sections) });

/** Words of a title that somebody looks for; empty for none. */
export const titleSearch = singleLine(LIMITS.title);

export const versionOnly = z.strictObject({ version });

export const invitation = z.strictObject({ email });

export type NewArticle = z.infer<typeof newArticle>;
export type ArticleChange = z.infer<typeof articleChange>;
export type NewSection = z.infer<typeof newSection>;
export type SectionChange = z.infer<typeof sectionChange>;
export type SectionMove = z.infer<typeof sectionMove>;
export type SectionCopy = z.infer<typeof sectionCopy>;
export type SectionOrder = z.infer<typeof sectionOrder>;
