import { words } from '@/lib/i18n/words';

/** Where the links of a text lead to, by the numbers that stand at them: on paper alone, where nobody can follow a link. */
export function PrintedAddresses({ addresses }: { addresses: string[] }) {
  if (addresses.length === 0) return null;
  return (
    <div className="addresses">
      <p>{words().site.printed.addresses}</p>
      <ol>
        {addresses.map((address, index) => (
          <li key={address}>
            <span>[{index + 1}]</span> {address}
          </li>
        ))}
      </ol>
    </div>
  );
}
