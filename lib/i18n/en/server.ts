import type { server as chinese } from '../zh-CN/server';

export const server: typeof chinese = {
  pages: {
    400: { title: 'Bad address', text: 'This address holds characters that cannot be read.' },
    404: { title: 'No such file', text: 'It may belong to an earlier version. Please go back to the home page.' },
    405: { title: 'Not supported', text: 'This address can only be opened to read.' },
    431: { title: 'Too many cookies', text: 'Your browser sent more cookies than can be read, and has been told to forget them. Please open this page again.' },
    500: { title: 'Something went wrong', text: 'This page cannot be shown just now; it has been recorded. Please try again later.' },
    503: { title: 'One moment', text: 'The library cannot be reached just now, or too many ask for it at once. Please open this page again in a few seconds.' },
  },
  again: 'Open this page again',
  home: 'Back to the home page',
};
