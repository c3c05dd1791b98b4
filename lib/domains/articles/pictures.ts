import type { Person } from '../../platform/actor';
import { images } from '../../content/images';
import type { Body } from '../../content/schema';
import { db } from '../../platform/database/transaction';
import { invalid } from '../../platform/errors';
import { finding, type Finding } from '../../platform/findings';
import { maySeePicture } from './picture-access';

/** A body that is about to be saved, and where it stands in the request. */
interface Saved {
  path: (string | number)[];
  body: Body;
}

/**
 * To be called with every body before it is saved, in the transaction that saves it: its pictures must be in the store
 * and visible to `actor` (who could otherwise publish somebody else's draft), and get their size from there. The bodies
 * are changed in place; the pictures are kept from being swept until the transaction ends.
 * @throws DomainError invalid unknown_asset for each picture that is not his to show
 */
export async function checkPictures(actor: Person, saved: readonly Saved[]): Promise<void> {
  const shown = saved.flatMap(({ path, body }) => images(body).map(({ image, path: inside }) => ({ image, path: [...path, ...inside] })));
  if (shown.length === 0) return;
  const hashes = [...new Set(shown.map(({ image }) => image.attrs.asset))];
  const rows = await db().$queryRaw<{ hash: string; width: number; height: number }[]>`
    SELECT "hash", "width", "height" FROM "Asset" WHERE "hash" = ANY (${hashes}) FOR KEY SHARE`;
  const usable = new Map<string, { width: number; height: number }>();
  // Mostly all are his own, as those of an import are.
  const owned = await db().assetOwner.findMany({ where: { userId: actor.id, assetHash: { in: hashes } }, select: { assetHash: true } });
  const own = new Set(owned.map(({ assetHash }) => assetHash));
  for (const { hash, width, height } of rows) if (own.has(hash) || (await maySeePicture(actor, hash))) usable.set(hash, { width, height });
  const findings: Finding[] = [];
  for (const { image, path } of shown) {
    const size = usable.get(image.attrs.asset);
    if (size) Object.assign(image.attrs, size);
    else findings.push(finding([...path, 'attrs', 'asset'], 'unknown_asset'));
  }
  if (findings.length > 0) throw invalid(findings);
}
