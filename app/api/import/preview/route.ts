import { mayWrite } from '@/lib/articles/policy';
import { route } from '@/lib/http/route';
import { previewDocument } from '@/lib/importing/import';
import { previewOptions } from '@/lib/importing/plan';
import { LIMITS } from '@/lib/limits';

export const POST = route({
  who: mayWrite,
  form: { bytes: LIMITS.import.bytes },
  body: previewOptions,
  allowance: { name: 'import-preview', points: 1_000, seconds: 3600 },
  handle: ({ actor, bytes, fileName, path, body: { beside }, request: { signal } }) => previewDocument(actor, { bytes, fileName, beside: { path, pictures: beside } }, signal),
});
