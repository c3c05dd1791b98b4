import type { Prisma } from '../../platform/database/generated/client';
import { encodeToken } from './token';

export const linkSelect = {
  id: true,
  revisionId: true,
  copyId: true,
  createdAt: true,
  expiresAt: true,
  issuedById: true,
  issuedBy: { select: { name: true } },
  revision: { select: { ordinal: true, workingSeq: true } },
  copy: { select: { workingSeq: true } },
} satisfies Prisma.PreviewLinkSelect;

/** An address as those see it who may share the article; its text is made anew each time, and stored nowhere. */
export function linkView(row: Prisma.PreviewLinkGetPayload<{ select: typeof linkSelect }>) {
  const { id, revisionId, copyId, createdAt, expiresAt, issuedBy, revision, copy } = row;
  return {
    id,
    path: `/preview/${encodeToken({ linkId: id, contentId: (copyId ?? revisionId)!, expiresAt })}`,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    by: issuedBy.name,
    /** Of the revision; null where it shows a state that was never handed in. */
    ordinal: revision?.ordinal ?? null,
    /** The state of the working copy that it shows. */
    workingSeq: (revision ?? copy)!.workingSeq,
  };
}

export type PreviewLinkView = ReturnType<typeof linkView>;
