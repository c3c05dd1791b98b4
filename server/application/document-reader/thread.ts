import { parentPort, type TransferListItem } from 'node:worker_threads';
import { isDomainError, type DomainError } from '../../../lib/platform/errors';
import type { Prepared } from '../../../lib/importing/document-reader';
import { localDocumentReader } from '../../../lib/importing/local-document-reader';
import type { ReaderAnswer, ReaderCall, Told, ToldEntry, ToldUnpacked } from './calls';

// Reads documents for the thread of the application; see client.ts.

const port = parentPort!;

function told({ code, details }: DomainError): Told {
  return { code, details };
}

/** What a call answers, and the buffers in it that are handed over rather than copied. */
async function answer(call: ReaderCall): Promise<{ value: Extract<ReaderAnswer, { value: unknown }>['value']; handed: Uint8Array[] }> {
  if (call.ask === 'read') {
    const reading = await localDocumentReader.read(call.file);
    const images = withOwnBytes(reading.images);
    return { value: { ...reading, images }, handed: images.flatMap(({ bytes }) => bytes ?? []) };
  }
  if (call.ask === 'prepare') {
    const prepared: Prepared = await localDocumentReader.prepare(call.file, call.options);
    const pictures = withOwnBytes(prepared.pictures);
    return { value: { ...prepared, pictures }, handed: pictures.flatMap(({ bytes }) => bytes ?? []) };
  }
  const unpacked = await localDocumentReader.unpack(call.file);
  if (!unpacked) return { value: null, handed: [] };
  const sent: ToldUnpacked = {
    entries: unpacked.entries.map((entry): ToldEntry => ('problem' in entry ? { name: entry.name, problem: told(entry.problem) } : { name: entry.name, bytes: owned(entry.bytes) })),
    pictures: unpacked.pictures.map(({ name, bytes }) => ({ name, bytes: owned(bytes) })),
  };
  return { value: sent, handed: [...sent.entries, ...sent.pictures].flatMap((entry) => ('bytes' in entry ? entry.bytes : [])) };
}

/** Pictures that can be handed over; one that is shown many times goes over once. */
function withOwnBytes<T extends { bytes: Uint8Array | null }>(pictures: readonly T[]): T[] {
  const own = new Map<Uint8Array, Uint8Array>();
  return pictures.map((picture) => {
    if (!picture.bytes) return picture;
    const bytes = own.get(picture.bytes) ?? owned(picture.bytes);
    own.set(picture.bytes, bytes);
    return { ...picture, bytes };
  });
}

/**
 * Bytes with a buffer of their own: small ones share one, which must not be handed over (from Node 21 on that throws). Not
 * `slice`: a Buffer's is another view of the same memory.
 */
function owned(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

port.on('message', (call: ReaderCall) => {
  void answer(call).then(
    ({ value, handed }) => port.postMessage({ value } satisfies ReaderAnswer, [...new Set(handed.map(({ buffer }) => buffer as TransferListItem))]),
    (error: unknown) => port.postMessage((isDomainError(error) ? { told: told(error) } : { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }) satisfies ReaderAnswer),
  );
});
