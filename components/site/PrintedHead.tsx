import { Island } from '@/components/shell/Island';
import { words } from '@/lib/i18n/words';

/** What stands on the first sheet of a printed page, and by its island at the foot of each: of which site it is, its address, and since when it is paper. */
export function PrintedHead({ address }: { address: string | undefined }) {
  const { common, site } = words();
  return (
    <>
      <p className="wrap sheet" data-printed={site.printed.on}>
        <strong>{common.siteName}</strong>
        <span>{address}</span>
      </p>
      <Island name="print-foot" />
    </>
  );
}
