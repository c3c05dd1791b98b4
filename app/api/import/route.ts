import { mayWrite } from '@/lib/articles/policy';
import { IMPORTS, importAny } from '@/lib/importing/answer';
import { importOptions } from '@/lib/importing/plan';
import { route } from '@/lib/http/route';
import { LIMITS } from '@/lib/limits';

export const POST = route({
  who: mayWrite,
  form: { bytes: LIMITS.import.bytes, pictures: LIMITS.import.pictures },
  body: importOptions,
  allowance: IMPORTS,
  handle: ({ actor, bytes, fileName, path, pictures, body, request: { signal } }) =>
    importAny(actor, { bytes, fileName, ...body, beside: { path, pictures: [...pictures.keys()] } }, { signal, picture: async (name) => pictures.get(name) ?? null }),
});
