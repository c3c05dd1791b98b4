import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PictureCard } from '@/components/desk/media/PictureCard';
import { Uploads } from '@/components/desk/media/Uploads';
import { listPictures } from '@/lib/domains/articles/picture-library';
import { mayWrite } from '@/lib/domains/users/roles';
import { words } from '@/lib/i18n/words';
import { isDomainError } from '@/lib/platform/errors';
import { LIMITS } from '@/lib/platform/limits';
import { requireActor } from '../../../shell/session';
import './media.css';

export function generateMetadata(): Metadata {
  return { title: words().library.media.title };
}

interface Props {
  searchParams: Promise<{ cursor?: string | string[]; show?: string | string[] }>;
}

const SHOWN = ['all', 'unused'] as const;

/** The pictures of an editor: what he has uploaded, and what the articles show that he writes in. */
export default async function MediaPage({ searchParams }: Props) {
  const actor = await requireActor('/desk/media');
  if (!mayWrite(actor)) redirect('/desk');
  const { back, media } = words().library;
  const given = await searchParams;
  const show = given.show === 'unused' ? 'unused' : 'all';
  const cursor = typeof given.cursor === 'string' ? given.cursor : undefined;
  const address = (which: (typeof SHOWN)[number], next?: string) => `/desk/media?${new URLSearchParams({ ...(which === 'unused' ? { show: which } : {}), ...(next ? { cursor: next } : {}) }).toString()}`;
  const page = await listPictures(actor, { limit: LIMITS.pageSize.default, cursor, show }).catch((error: unknown) => {
    if (isDomainError(error) && error.code === 'invalid') redirect('/desk/media');
    throw error;
  });
  return (
    <div className="wrap">
      <p className="crumb"><a href="/desk">{back}</a></p>
      <div className="head"><h1>{media.title}</h1></div>
      <p className="hint">{media.lead}</p>
      <Uploads words={media} />
      <nav className="tabs" aria-label={media.show}>
        {SHOWN.map((one) => <a key={one} href={address(one)} aria-current={one === show ? 'page' : undefined}>{media[one]}</a>)}
      </nav>
      {page.items.length > 0 ? (
        <ul role="list" className="pictures">
          {page.items.map((picture) => <PictureCard key={picture.hash} picture={picture} words={media} />)}
        </ul>
      ) : <p className="empty">{show === 'unused' ? media.emptyUnused : media.empty}</p>}
      <p className="older">
        {cursor === undefined ? null : <a href={address(show)}>{media.first}</a>}
        {page.next ? <a className="on" href={address(show, page.next)}>{media.more}</a> : null}
      </p>
    </div>
  );
}
