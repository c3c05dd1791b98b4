import type { facets as chinese } from '../zh-CN/facets';

export const facets: typeof chinese = {
  title: 'Found in the document',
  use: 'Use',
  alternatives: 'Other candidates',
  names: {
    region: 'Region',
    township: 'Township',
    organisation: 'Organisation',
    year: 'Year',
    field: 'Field',
    author: 'Author',
    source: 'Source',
    honour: 'Honour',
    recommender: 'Recommended by',
    contact: 'Contact (not published)',
  },
  parts: { title: 'title', byline: 'byline', lead: 'lead', text: 'text', tail: 'end', stripped: 'page data' },
};
