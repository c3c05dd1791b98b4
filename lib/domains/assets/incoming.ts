import type { Person } from '../../platform/actor';
import { sha256 } from '../../platform/sha256';
import { lockMedia } from './lock';
import { keepAssets, ownAssets, preparePicture, type StoredPicture } from './mutations';
import { dropStaged, placeFiles, stageFile } from './store';

interface Staged {
  row: Parameters<typeof keepAssets>[0][number];
  files: { width: number; staged: string }[];
}

/** Files that may be on their way to the disk at once: what they hold is memory. */
const MOST_WRITING = 9;

/**
 * The pictures of something that is stored whole or not at all. They are encoded first, which takes its time, and wait on
 * the disk, since all of a document's would be too much for the memory; their rows come in the transaction that stores what
 * shows them, and their files as the last thing in it. `discard` must follow, whatever came of it.
 */
export class IncomingPictures {
  /** By the hash of what came in: a document may show a picture many times. */
  private readonly known = new Map<string, StoredPicture>();
  /** By the hash of what is stored; null for what was in the store already. */
  private readonly pictures = new Map<string, Staged | null>();
  /** Files on their way to the disk, which takes its time while the next picture is encoded. */
  private readonly writing: Promise<void>[] = [];

  constructor(private readonly actor: Person) {}

  /**
   * Encodes a picture; nothing of it is in the store yet.
   * @returns what a body says of it
   * @throws DomainError forbidden for a reader; all that `encodePicture` throws
   */
  async add(bytes: Uint8Array): Promise<StoredPicture> {
    const sourceHash = sha256(bytes);
    const before = this.known.get(sourceHash);
    if (before) return before;
    await this.writing.at(-MOST_WRITING);
    const picture = await preparePicture(this.actor, bytes);
    const { hash, width, height, animated } = 'made' in picture ? picture.made : picture.known;
    if (!this.pictures.has(hash)) this.pictures.set(hash, null);
    if ('made' in picture && !this.pictures.get(hash)) {
      const { files, ...row } = picture.made;
      const staged: Staged = { row: { ...row, bytes: files.reduce((sum, file) => sum + file.bytes.length, 0) }, files: [] };
      this.pictures.set(hash, staged);
      for (const { width, bytes: content } of files) this.write(staged, width, content);
    }
    const stored = { asset: hash, width, height, animated };
    this.known.set(sourceHash, stored);
    return stored;
  }

  private write(picture: Staged, width: number, bytes: Uint8Array): void {
    const written = stageFile(bytes).then((staged) => void picture.files.push({ width, staged }));
    this.writing.push(written);
    // Whoever awaits `written` hears of it.
    written.catch(() => undefined);
  }

  /** Resolves when all that was added is on the disk. @throws what the system says where that cannot be done */
  async written(): Promise<void> {
    await Promise.all(this.writing);
  }

  /** Their rows, in the open transaction; in the same order for everybody, so that two who store the same wait for one another. */
  async keepRows(): Promise<void> {
    if (this.pictures.size === 0) return;
    await lockMedia();
    const sorted = this.sorted();
    await keepAssets(sorted.flatMap(([, staged]) => staged?.row ?? []));
    await ownAssets(this.actor, sorted.map(([hash]) => hash));
  }

  /** Their files, just before the transaction ends; should it fail even then, they are swept after a day. */
  async placeFiles(): Promise<void> {
    await this.written();
    await placeFiles(this.sorted().flatMap(([hash, staged]) => (staged ? [{ hash, files: staged.files }] : [])));
  }

  /** Takes away what still waits on the disk. */
  async discard(): Promise<void> {
    await Promise.allSettled(this.writing);
    await dropStaged([...this.pictures.values()].flatMap((staged) => staged?.files ?? []).map(({ staged }) => staged));
  }

  private sorted(): [string, Staged | null][] {
    return [...this.pictures].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
