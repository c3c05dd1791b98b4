import type { common as chinese } from '../zh-CN/common';

export const common: typeof chinese = {
  language: 'en',
  siteName: 'Anli case library',
  kinds: { BACKGROUND: 'Background', PRACTICE: 'Practice', OUTCOME: 'Outcome', INSIGHT: 'Insight', OTHER: 'Other' },
  stages: { DRAFT: 'Draft', SUBMITTED: 'In review', RETURNED: 'Returned', APPROVED: 'Approved' },
  publication: { PUBLISHED: 'Published', UNPUBLISHED: 'Not published', WITHDRAWN: 'Withdrawn' },
  roles: { READER: 'Reader', EDITOR: 'Editor', REVIEWER: 'Reviewer', ADMIN: 'Administrator' },
  facets: { region: 'Region', organisation: 'Organisation', year: 'Year', field: 'Field', category: 'Category' },
  fields: { title: 'Title', lead: 'Lead', sections: 'Sections', heading: 'Heading', body: 'Text', kind: 'Kind' },
  diff: {
    added: 'Added',
    removed: 'Removed',
    up: 'Moved up',
    down: 'Moved down',
    restyled: 'Same words; their form, a link or the picture has changed',
    form: 'Form, a link or the picture has changed too',
    picture: 'Picture',
    note: 'Note',
    table: 'Table',
    unchanged: '{count} unchanged',
    same: 'No difference.',
  },
  /** Said inside the HTML of a body (lib/content/html.ts). */
  html: { table: 'Table', image: 'Picture', notes: 'Notes', note: 'Note', back: 'Back to the text, note' },
};
