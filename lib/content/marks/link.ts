import { z } from 'zod';
import { LIMITS } from '../../platform/limits';
import { escapeHtml } from '../escape-html';
import { isExternal, isSafeHref } from '../links';
import type { MarkDefinition } from './mark';

const schema = z.strictObject({
  type: z.literal('link'),
  attrs: z.strictObject({
    href: z.string().max(LIMITS.url).refine(isSafeHref, { params: { code: 'bad_link' } }),
  }),
});

export const link = {
  schema,
  openTag: ({ attrs: { href } }) => `<a href="${escapeHtml(href)}"${isExternal(href) ? ' rel="noopener nofollow"' : ''}>`,
  closeTag: '</a>',
  markdown: ({ attrs: { href } }, children) => ({ type: 'link', url: href, children }),
  isSame: (one, other) => one.attrs.href === other.attrs.href,
} satisfies MarkDefinition<z.output<typeof schema>>;
