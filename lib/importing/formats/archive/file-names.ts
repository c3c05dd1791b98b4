/** What systems leave in folders: no document, and not worth a word. */
const LITTER = /(^|\/)(__MACOSX\/|\.|~\$|Thumbs\.db$|desktop\.ini$)/i;
/** What a web page keeps beside itself. */
const PART_OF_PAGE = /\.(png|jpe?g|gif|webp|bmp|svg|tiff?|emf|wmf|ico|css|js|woff2?)$/i;
/** Of that, pictures that the store takes; what a file is, its content says. */
const PICTURE = /\.(png|jpe?g|gif|webp)$/i;
/** A document that holds its pictures itself. One that is named `.doc` may be a page. */
const WITH_PICTURES = /\.(?:docx|docm|dotx|rtf|odt|ott|fodt)$/i;

/**
 * The form in which the names of files are compared where one is not there as it is written: macOS decomposes characters,
 * and Windows does not look at case.
 */
export function fileNameForm(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

/** Whether a path is that of what a system leaves in folders. Browser-safe, like all here. */
export function isSystemFile(path: string): boolean {
  return LITTER.test(path);
}

/** Whether a path is that of no document, but of something that a system or a web page keeps beside its documents. */
export function isLitter(path: string): boolean {
  return LITTER.test(path) || PART_OF_PAGE.test(path);
}

/** Whether a path is that of a picture that a document beside it may show. */
export function isPictureName(path: string): boolean {
  return PICTURE.test(path) && !LITTER.test(path);
}

/** Whether a document of this name may show pictures that lie beside it. */
export function mayShowPictures(path: string): boolean {
  return !WITH_PICTURES.test(path);
}
