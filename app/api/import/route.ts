import { mayWrite } from '@/lib/domains/users/roles';
import { IMPORTS, importAny } from '@/lib/api/import-answer';
import { importOptions } from '@/lib/importing/plan/plan';
import { route } from '@/lib/api/route';
import { LIMITS } from '@/lib/platform/limits';

export const POST = route({
  who: mayWrite,
  form: { bytes: LIMITS.import.bytes, pictures: LIMITS.import.pictures },
  body: importOptions,
  allowance: IMPORTS,
  handle: ({ actor, bytes, fileName, path, pictures, body, request: { signal } }) =>
    importAny(actor, { bytes, fileName, ...body, beside: { path, pictures: [...pictures.keys()] } }, { signal, picture: async (name) => pictures.get(name) ?? null }),
});
