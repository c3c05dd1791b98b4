import { noAnswer, ofThisPage, problemOf, type Outcome } from '@/components/shell/api';
import { HEADER_BYTES, pictureHeader } from '@/lib/content/picture-header';
import { LIMITS } from '@/lib/platform/limits';

/** Why a file is not sent at all. */
export type Refusal = 'tooLarge' | 'tooManyPixels' | 'wrongType';

/** What the store would refuse a file for, as far as its size and first bytes tell; null where it may be sent. */
export async function refusalOf(file: Blob): Promise<Refusal | null> {
  if (file.size > LIMITS.picture.bytes) return 'tooLarge';
  const header = pictureHeader(new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer()));
  if (!header) return 'wrongType';
  return header.size && header.size.width * header.size.height > LIMITS.picture.pixels ? 'tooManyPixels' : null;
}

/** What `POST /api/assets` answers. */
interface StoredPicture {
  asset: string;
  animated: boolean;
}

/** A picture on its way: what comes of it, null where it was cancelled, and how to cancel it. */
export interface Sending {
  outcome: Promise<Outcome<StoredPicture> | null>;
  cancel: () => void;
}

/** Sends a picture to the store. `fetch` does not say how much has gone; the older request does. @param onSent the share that has gone, 0 to 1 */
export function sendPicture(file: Blob, onSent: (share: number) => void): Sending {
  const request = new XMLHttpRequest();
  request.open('POST', '/api/assets');
  request.setRequestHeader('content-type', file.type || 'application/octet-stream');
  for (const [name, value] of Object.entries(ofThisPage())) request.setRequestHeader(name, value);
  const outcome = new Promise<Outcome<StoredPicture> | null>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    request.onabort = () => resolve(null);
    request.onerror = () => resolve({ ok: false, problem: noAnswer() });
    request.onload = () => resolve(outcomeOf(request));
  });
  request.send(file);
  return { outcome, cancel: () => request.abort() };
}

function outcomeOf(request: XMLHttpRequest): Outcome<StoredPicture> {
  const answer = jsonOf(request.responseText);
  if (request.status === 201 && answer) return { ok: true, data: (answer as { data: StoredPicture }).data };
  const wait = request.getResponseHeader('retry-after');
  return { ok: false, problem: problemOf(new Response(null, { status: request.status || 502, headers: wait ? { 'retry-after': wait } : {} }), answer) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
