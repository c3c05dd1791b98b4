import { z } from 'zod';
import { id, sectionChange, versionOnly } from '@/lib/domains/articles/schema';
import { changeSection, deleteSection } from '@/lib/domains/articles/sections';
import { route } from '@/lib/api/route';

const params = z.object({ id, sectionId: id });

export const PATCH = route({
  params,
  body: sectionChange,
  handle: ({ actor, params, body }) => changeSection(actor, params.id, params.sectionId, body),
});

export const DELETE = route({
  params,
  body: versionOnly,
  handle: ({ actor, params, body }) => deleteSection(actor, params.id, params.sectionId, body),
});
