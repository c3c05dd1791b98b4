import { bodySchema } from '@/lib/content/schema';

/** What the schema finds in a value, as `path code` lines; a finding of ours counts by its own code. */
export function findingsOf(value: unknown): string[] {
  const parsed = bodySchema.safeParse(value);
  return (parsed.error?.issues ?? []).map((issue) => {
    const code = issue.code === 'custom' ? String(issue.params?.code) : issue.code;
    return `${issue.path.join('.')} ${code}`.trim();
  });
}

/** A body around blocks of any kind, valid or not. */
export function bodyOf(...blocks: unknown[]): { type: 'doc'; schemaVersion: 1; content: unknown[] } {
  return { type: 'doc', schemaVersion: 1, content: blocks };
}

/** A paragraph around inline nodes of any kind. */
export function lineOf(...nodes: unknown[]): unknown {
  return { type: 'paragraph', content: nodes };
}
