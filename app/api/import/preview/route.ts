import { mayWrite } from '@/lib/domains/users/roles';
import { route } from '@/lib/api/route';
import { previewDocument } from '@/lib/importing/import';
import { previewOptions } from '@/lib/importing/plan/plan';
import { LIMITS } from '@/lib/platform/limits';

export const POST = route({
  who: mayWrite,
  form: { bytes: LIMITS.import.bytes },
  body: previewOptions,
  allowance: { name: 'import-preview', points: 1_000, seconds: 3600 },
  handle: ({ actor, bytes, fileName, path, body: { beside }, request: { signal } }) => previewDocument(actor, { bytes, fileName, beside: { path, pictures: beside } }, signal),
});
