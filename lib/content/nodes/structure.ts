import { z } from 'zod';
import type { Group } from './node-schema';
import type { Registry } from './node';

/**
 * The form of a body of these nodes as one zod schema, every object strict: without the limits on its whole
 * (measure.ts), which must be looked at first, since zod recurses.
 */
export function structureOf(registry: Registry): z.ZodType {
  const objects = new Map<string, z.ZodObject>();
  const groups = new Map<Group, z.ZodType>();

  /** Any member of a group; only asked for once all objects are there. */
  function memberOf(group: Group): z.ZodType {
    const known = groups.get(group);
    if (known) return known;
    const [first, ...others] = [...objects].flatMap(([type, object]) => (registry[type]?.schema.groups.includes(group) ? [object] : []));
    if (!first) throw new Error(`No node is in the group ${group}`);
    const member = others.length > 0 ? z.discriminatedUnion('type', [first, ...others]) : first;
    groups.set(group, member);
    return member;
  }

  for (const [type, { schema }] of Object.entries(registry)) {
    const { fields, content } = schema;
    const object = content
      ? z.strictObject({
          type: z.literal(type),
          ...fields,
          get content() {
            const list = z.array(memberOf(content.slice(0, -1) as Group));
            const filled = content.endsWith('+') ? list.min(1) : list;
            const checked = schema.check ? filled.superRefine((nodes, ctx) => schema.check?.(nodes as object[], ctx)) : filled;
            return content.endsWith('+') ? checked : checked.optional();
          },
        })
      : z.strictObject({ type: z.literal(type), ...fields });
    objects.set(type, object);
  }
  return z.strictObject({ type: z.literal('doc'), schemaVersion: z.literal(1), content: z.array(memberOf('block')) });
}
