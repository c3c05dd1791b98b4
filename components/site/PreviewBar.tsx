import { dateTime } from '@/components/ui/DateTime';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';

interface Props {
  expiresAt: string;
  /** Where readers see this very revision; null where they do not. */
  publicPath: string | null;
}

/** Says above a preview that it is one, and until when its address is good. */
export function PreviewBar({ expiresAt, publicPath }: Props) {
  const { preview } = words().site;
  return (
    <aside className="preview-bar" aria-label={preview.label}>
      <p className="wrap">
        <strong>{preview.title}</strong>
        {publicPath === null ? preview.unpublished : preview.same} {fill(preview.until, { when: dateTime(expiresAt) })}
        {publicPath === null ? null : <> <a href={publicPath}>{preview.publicPage}</a></>}
      </p>
    </aside>
  );
}
