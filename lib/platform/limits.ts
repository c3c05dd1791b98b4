/** Every limit of the product, once: pages, API, command line and tests read them here. Lengths count characters (code points). */
export const LIMITS = {
  title: 200,
  lead: 2_000,
  heading: 200,
  headingNumber: 40,
  field: 60,
  organisation: 120,
  note: 4_000,
  revisionName: 80,
  category: { slug: 100, name: 60, description: 200, position: 9_999 },
  personName: 60,
  email: 254,
  url: 2_048,
  sections: 100,
  coEditors: 50,
  /** Text of one section body, all its blocks together, in UTF-16 code units. */
  bodyText: 200_000,
  bodyBlocks: 5_000,
  /** Levels of nesting in a body: doc > table > row > cell > list > item > paragraph > text, with room to spare. */
  bodyDepth: 16,
  tableColumns: 30,
  picture: {
    /** Bytes of a picture as it comes in. */
    bytes: 20 * 1024 * 1024,
    /** Width times height as it comes in. A small file unpacks to all of them: a progressive JPEG of 50 million takes 420 MB. */
    pixels: 40_000_000,
    /** The longest side that is kept; WebP itself ends at 16,383. */
    side: 16_000,
    alt: 500,
    caption: 500,
  },
  year: { min: 1900, max: 2100 },
  password: { min: 10, max: 200 },
  /** Sign-ins of one account that last at the same time; one more ends the oldest. */
  sessions: 20,
  idempotencyKey: 200,
  /** Days ahead that a publication or withdrawal may be scheduled. */
  scheduleDays: 366,
  /** Addresses of previews: for how many days one is, and how many lead to one article at a time. */
  preview: { days: { default: 7, max: 30 }, links: 50 },
  /** How long the answer to a request with an Idempotency-Key is kept for its repetition. */
  idempotencyHours: 48,
  pageSize: { default: 20, max: 100 },
  /** Public numbers that one part of the sitemap covers. */
  sitemapPart: 2_000,
  request: {
    /** Bytes of a JSON request body; read no further. */
    bytes: 2 * 1024 * 1024,
    /** Levels of nesting of a JSON request, checked before any schema sees it (zod recurses). */
    depth: 40,
  },
  /**
   * Documents that wait, unread, behind those that are read: how many, and milliseconds. A connection is cut when its request
   * has not come in a minute, so waiting is over long before.
   */
  uploads: { waiting: 8, longest: 20_000 },
  /**
   * Requests that cannot be answered at once and wait for their turn: how many, and milliseconds. Who has waited as long is
   * told to come back; with the second that the answer itself may take, nobody waits for five.
   */
  requests: { waiting: 1_000, longest: 4_000 },
  /** Pages made at a time: more would not be faster on one core, and would take the pool's connections from writers. */
  renders: 5,
  import: {
    bytes: 20 * 1024 * 1024,
    cases: 200,
    pictures: 300,
    /** Characters of the path of a picture beside a document. */
    path: 1_000,
    /** What an editor may change in one outline, and how deep its headings may lie. */
    edits: 20_000,
    levels: 9,
    /** Characters of one correction. */
    repair: 200,
    /** Characters of a text that somebody can look over; more is imported as it is, or in parts. */
    preview: 3_000_000,
    /** Findings that a preview tells, and cells of tables. */
    findings: 2_000,
    cells: 20_000,
    /** Small pictures that a preview shows: how many, how long the longer side is, and how many pixels may be read for all of them. */
    sketches: { count: 60, side: 240, pixels: 60_000_000 },
  },
  /** What a document or archive may unpack to. Sizes in bytes, counted while unpacking. */
  archive: {
    entries: 2_000,
    total: 96 * 1024 * 1024,
    /** Of one entry, and how many times its packed size it may be once it is past the first megabyte. */
    entry: 32 * 1024 * 1024,
    ratio: 250,
  },
  /** Of a document that only says where each letter stands on its pages: pages, letters in all, and links of a page. */
  pages: { count: 1_000, letters: 3_000_000, links: 500 },
  /** Of a message (mail, or a page saved as one file): how many parts, and bytes of the headers of one. */
  message: { parts: 1_000, headers: 256 * 1024 },
  /**
   * Work that a document may take, counted and not timed. Elements of its XML or HTML: in all, open at once, and below one
   * paragraph or table; their attributes in all. `moves`: how often the parser of Markdown may move what it has read
   * before, in lines, which is what its time grows by beyond the length of a file; so many take about a second. `parts`: of
   * how many small pieces a file of Markdown may consist; so many take one to two seconds.
   */
  markup: { elements: 4_000_000, attributes: 4_000_000, depth: 400, block: 400_000, moves: 10_000_000, parts: 60_000 },
} as const;
