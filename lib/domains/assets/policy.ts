import { isPerson } from '../../platform/actor';
import { policyOf, type Policy } from '../../platform/policy';
import { mayWrite } from '../users/roles';

export type AssetAction = 'asset.store' | 'asset.list';

/** Who may take pictures into the store and has a library of them. Who may see one is asked of the articles that show it (articles/picture-access.ts). */
export const assetPolicy: Policy<AssetAction, void> = policyOf<AssetAction, void>({
  'asset.store': { who: mayWrite },
  'asset.list': { who: mayWrite },
});

/** What one picture is to somebody. */
interface OwnAsset {
  /** He has stored it. */
  owned: boolean;
  visible: boolean;
}

export type OwnAssetAction = 'asset.see' | 'asset.delete';

/** Who may do what with one picture: it is given up by whoever has stored it, and by nobody for him. */
export const ownAssetPolicy: Policy<OwnAssetAction, OwnAsset> = policyOf<OwnAssetAction, OwnAsset>(
  {
    'asset.see': { who: (_, { visible }) => visible },
    'asset.delete': { who: (actor, { owned }) => isPerson(actor) && mayWrite(actor) && owned },
  },
  'asset.see',
);
