import { z } from 'zod';
import { absoluteAddress } from '@/app/(site)/address';
import { route } from '@/lib/api/route';
import { id } from '@/lib/domains/articles/schema';
import { createPreviewLink } from '@/lib/domains/previews/mutations';
import { listPreviewLinks } from '@/lib/domains/previews/queries';
import { previewLink } from '@/lib/domains/previews/schema';
import type { PreviewLinkView } from '@/lib/domains/previews/view';

const params = z.object({ id });

/** What is sent to somebody is a whole address. */
const shared = (link: PreviewLinkView) => ({ ...link, url: absoluteAddress(link.path) });

export const GET = route({
  params,
  handle: async ({ actor, params }) => (await listPreviewLinks(actor, params.id)).map(shared),
});

export const POST = route({
  params,
  body: previewLink,
  status: 201,
  // Each may keep a copy of a whole article.
  allowance: { name: 'preview', points: 240, seconds: 60 * 60 },
  handle: async ({ actor, params, body }) => shared(await createPreviewLink(actor, params.id, body)),
});
