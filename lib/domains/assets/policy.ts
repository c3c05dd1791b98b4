import { policyOf, type Policy } from '../../platform/policy';
import { mayWrite } from '../users/roles';

export type AssetAction = 'asset.store';

/** Who may take pictures into the store. Who may see one is asked of the articles that show it (articles/picture-access.ts). */
export const assetPolicy: Policy<AssetAction, void> = policyOf<AssetAction, void>({
  'asset.store': { who: mayWrite },
});
