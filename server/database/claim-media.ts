import { lockMedia } from '../../lib/domains/assets/lock';
import { ForeignStoreError } from '../../lib/domains/assets/site-mark';
import { transaction } from '../../lib/platform/database/transaction';
import { troubleOf } from '../../lib/platform/unavailable';
import { explain } from '../boot/explain';
import { say } from '../boot/say';
import { StartError } from '../boot/start-error';

/**
 * Makes sure that the pictures in DATA_DIR are of the site that the database is of. A disk that takes nothing keeps nobody from
 * reading, so it is told and no more.
 * @throws StartError where they are another site's
 */
export async function claimMedia(): Promise<void> {
  try {
    await transaction(lockMedia);
  } catch (error) {
    if (error instanceof ForeignStoreError) throw new StartError(error.message);
    if (troubleOf(error) !== 'storage') throw error;
    say(`Pictures cannot be stored: ${explain(error)?.message}`);
  }
}
