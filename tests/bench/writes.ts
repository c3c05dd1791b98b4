import { recorded, type Bare } from './bare';
import type { Recorded } from './bare-server';
import { draftArticle } from './draft';
import { percentiles, type Figure } from './figures';
import { Client, dataOf, signIn, type Answer } from './http';
import type { Site } from './site';

const WARM_UP = 8;
/** Articles a round; two rounds a side, in turn. */
const SEQUENTIAL = 20;
const PARALLEL = 48;
const WRITERS = 8;
const ROUNDS = 2;
/** A bare server is so much quicker that the same number would be over before it can be measured. */
const BARE_FACTOR = 25;

const STEPS = ['create', 'submit', 'decide', 'publish'] as const;
type Step = (typeof STEPS)[number];
type Note = (step: Step, answer: Answer, method: string, path: string) => void;

/** The sessions that an article passes through on its way to the reader. */
interface Cast {
  editor: string;
  reviewer: string;
  admin: string;
  category: string;
}

/** What rounds on one server add up to. */
class Tally {
  articles = 0;
  milliseconds = 0;
  readonly calls: number[] = [];
  readonly steps: Record<Step, number[]> = { create: [], submit: [], decide: [], publish: [] };

  note(step: Step, took: number): void {
    this.calls.push(took);
    this.steps[step].push(took);
  }

  get perSecond(): number {
    return (this.articles / this.milliseconds) * 1000;
  }
}

let serial = 0;

/** How fast articles come from an editor to the reader through the API: one after the other, and by eight at once. */
export async function measureWrites(site: Site, bare: Bare, password: string): Promise<Figure[]> {
  const clients = { site: new Client(site.address), bare: new Client(bare.address) };
  try {
    const cast = await signInAll(clients.site, password);
    const answers: Recorded[] = [];
    await publishOne(clients.site, cast, (_step, answer, method, path) => answers.push(recorded(method, path, answer)));
    await bare.keep(answers);
    await rounds({ site: new Tally(), bare: new Tally() }, clients, cast, WARM_UP, 1);

    const alone = { site: new Tally(), bare: new Tally() };
    const together = { site: new Tally(), bare: new Tally() };
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      await rounds(alone, clients, cast, SEQUENTIAL, 1);
      await rounds(together, clients, cast, PARALLEL, WRITERS);
    }
    const steps = STEPS.map((step) => ({ name: `${step} p50`, unit: 'ms', ...both(alone, (tally) => percentiles(tally.steps[step]).p50) }));
    const part = 'create, submit, decide, publish';
    return [
      ...summary(`${part} (one after the other)`, alone),
      ...steps.map((figure) => ({ part: `${part} (one after the other)`, ...figure })),
      ...summary(`${part} (${WRITERS} at once)`, together),
    ];
  } finally {
    clients.site.close();
    clients.bare.close();
  }
}

async function signInAll(client: Client, password: string): Promise<Cast> {
  const [editor, reviewer, admin] = [await signIn(client, 'editor@anli.example', password), await signIn(client, 'reviewer@anli.example', password), await signIn(client, 'admin@anli.example', password)];
  const { items } = dataOf<{ items: { category: { slug: string } }[] }>(await client.call('/api/cases?limit=1'));
  return { editor, reviewer, admin, category: items[0]?.category.slug ?? '' };
}

/** One round on each server. */
async function rounds(tallies: Record<'site' | 'bare', Tally>, clients: Record<'site' | 'bare', Client>, cast: Cast, articles: number, writers: number): Promise<void> {
  await round(tallies.site, clients.site, cast, articles, writers);
  await round(tallies.bare, clients.bare, cast, articles * BARE_FACTOR, writers);
}

async function round(tally: Tally, client: Client, cast: Cast, articles: number, writers: number): Promise<void> {
  let left = articles;
  const began = performance.now();
  const write = async () => {
    while (left > 0) {
      left -= 1;
      await publishOne(client, cast, (step, { took }) => tally.note(step, took));
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  tally.milliseconds += performance.now() - began;
  tally.articles += articles;
}

async function publishOne(client: Client, cast: Cast, note: Note): Promise<void> {
  const call = async <T>(step: Step, cookie: string, path: string, input: unknown): Promise<T> => {
    const answer = await client.api('POST', path, cookie, input);
    const data = dataOf<T>(answer);
    note(step, answer, 'POST', path);
    return data;
  };
  const draft = await call<{ id: string; workingSeq: number }>('create', cast.editor, '/api/articles', draftArticle((serial += 1), cast.category));
  const own = `/api/articles/${draft.id}`;
  const submitted = await call<{ review: { revisionId: string } }>('submit', cast.editor, `${own}/submission`, { version: draft.workingSeq });
  const { revisionId } = submitted.review;
  await call('decide', cast.reviewer, `${own}/decision`, { revisionId, outcome: 'APPROVED' });
  await call('publish', cast.admin, `${own}/publication`, { revisionId });
}

function summary(part: string, tallies: Record<'site' | 'bare', Tally>): Figure[] {
  return [
    { part, name: 'articles', unit: '1/s', ...both(tallies, (tally) => tally.perSecond) },
    { part, name: 'a call, p50', unit: 'ms', ...both(tallies, (tally) => percentiles(tally.calls).p50) },
    { part, name: 'a call, p99', unit: 'ms', ...both(tallies, (tally) => percentiles(tally.calls).p99) },
  ];
}

function both(tallies: Record<'site' | 'bare', Tally>, of: (tally: Tally) => number): { site: number; bare: number } {
  return { site: of(tallies.site), bare: of(tallies.bare) };
}
