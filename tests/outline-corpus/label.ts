import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const KINDS = ['BACKGROUND', 'PRACTICE', 'OUTCOME', 'INSIGHT', 'OTHER'] as const;

const kind = z.enum(KINDS);

const section = z.object({
  level: z.int().positive(),
  /** As written, without its separator; "" where the heading has none. */
  number: z.string(),
  heading: z.string(),
  kind,
  kindAlt: z.union([kind, z.array(kind)]).optional(),
  /** The beginning of the section's own text; "" where it has none before its first child. */
  startsWith: z.string(),
  startsWithIfUnsplit: z.string().optional(),
  style: z.string(),
  /** A heading there and none are both right. */
  soft: z.boolean().optional(),
  inlinePoints: z.array(z.object({ marker: z.string(), text: z.string() })).optional(),
});

const labelSchema = z.object({
  id: z.string(),
  title: z.string(),
  format: z.enum(['txt', 'md', 'html']),
  /** The document's file name, beside the label; a plain text has the label's own. */
  source: z.string().default(''),
  features: z.string(),
  tags: z.array(z.string()).default([]),
  lead: z.string().optional(),
  cases: z.array(
    z.object({
      title: z.string(),
      marker: z.string().optional(),
      lead: z.string().optional(),
      tail: z.string().optional(),
      bodyStartsWith: z.string().optional(),
      sections: z.array(section),
    }),
  ),
  noise: z.array(z.string()),
  notHeadings: z.array(z.string()),
  softItems: z.array(z.union([z.string(), z.object({ heading: z.string() })])).default([]),
  typos: z.array(z.string()).default([]),
});

export type Label = z.infer<typeof labelSchema>;
export type LabelledSection = Label['cases'][number]['sections'][number];

export interface LabelledDocument {
  label: Label;
  fileName: string;
  bytes: Uint8Array;
}

/**
 * The labelled documents of a folder, by the names of their labels (NN.json). A document stands beside its label as
 * NN.txt, or where the label's `source` says.
 * @throws ZodError for a label that is none, ENOENT for one without its document.
 */
export function readLabelled(folder: string): LabelledDocument[] {
  const files = readdirSync(folder);
  return files
    .filter((name) => /^\d+\.json$/.test(name))
    .sort()
    .map((name) => {
      const label = labelSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      const text = name.replace('.json', '.txt');
      const fileName = files.includes(text) ? text : label.source;
      return { label, fileName, bytes: readFileSync(join(folder, fileName)) };
    });
}

/** The two halves of the corpus: one to build the outline on, one that is only measured. */
export const HALVES = { build: join(import.meta.dirname, 'build'), held: join(import.meta.dirname, 'held') } as const;
