import { LIMITS } from '../../../platform/limits';
import { cut, storable } from '../../../platform/plain-text';
import { isLitter } from '../archive/file-names';
import { shownOf } from '../mime/page';
import type { Message, MimePart } from '../mime/parts';
import { envelopeOf } from './envelope';

/** What belongs to a mail and is no document: pictures, sound, invitations, visiting cards, signatures, reports of its delivery. */
const PART_OF_MAIL = /^(?:image|audio|video)\/|^text\/(?:calendar|x-vcard|vcard|directory|rfc822-headers)$|^application\/(?:ics|pgp-signature|pkcs7-signature|x-pkcs7-signature|ms-tnef-signature)$|^message\/(?:delivery-status|feedback-report|disposition-notification)$/;

/**
 * The documents that are attached to a mail, by names that differ, without the folders that a name may hold; a mail that is
 * attached is one of them.
 */
export function attachedDocuments(message: Message): { name: string; bytes: Uint8Array }[] {
  const shown: readonly MimePart[] = shownOf(message.parts)?.parts ?? [];
  const taken = new Set<string>();
  return message.parts.flatMap((part, index) => {
    // What is one of several forms of the text is none of its own, whatever form that is.
    const isBody = shown.includes(part) || (!part.isAttachment && (part.within === 'alternative' || (part.fileName === '' && /^text\/(?:plain|html)$/.test(part.type))));
    const name = nameOf(part, index);
    if (isBody || PART_OF_MAIL.test(part.type) || (part.within === 'related' && part.id !== '') || isLitter(name) || part.bytes.byteLength === 0) return [];
    return [{ name: own(name, taken), bytes: part.bytes }];
  });
}

/** What the text of a mail is called beside these. */
export function subjectName(message: Message, others: readonly { name: string }[]): string {
  const { title } = envelopeOf(message);
  return own(`${title.replace(/[/\\:]/g, ' ').trim() || '邮件'}.eml`, new Set(others.map(({ name }) => name)));
}

function nameOf({ fileName, type }: MimePart, index: number): string {
  const last = storable(fileName, ' ').replace(/^.*[/\\]/s, '').trim();
  if (last === '' || last === '..' || last === '.') return `${index + 1}${type === 'message/rfc822' ? '.eml' : ''}`;
  return type === 'message/rfc822' && !/\.eml$/i.test(last) ? `${last}.eml` : last;
}

/** A name that none of those before has. */
function own(name: string, taken: Set<string>): string {
  const [, stem = name, extension = ''] = /^(.*?)(\.[^.]{1,10})?$/s.exec(name) ?? [];
  const short = cut(stem, LIMITS.title);
  let free = short + extension;
  for (let number = 2; taken.has(free); number += 1) free = `${short} (${number})${extension}`;
  taken.add(free);
  return free;
}
