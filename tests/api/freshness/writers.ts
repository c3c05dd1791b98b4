import { body } from '../../support/articles';
import type { ArticleView } from '../../support/answers';
import type { Answer } from '../../support/client';
import { Ledger } from './ledger';
import type { World } from './world';

/** A case that one writer changes, step by step. */
export interface Subject {
  ledger: Ledger;
  /** The public number, from the first publication on. */
  number?: number;
}

/** The words of a step; every part of a case has them, so that a mixture of two steps shows. */
export const wordsOf = (subject: string, step: number) => `${subject}第${step}步。`;

/** Publishes revision after revision of one article, and withdraws it now and then, each call by another instance. */
export class CaseWriter {
  readonly subject: Subject;
  /** Answers that should not be: neither 2xx nor what a broken connection explains. */
  readonly odd: string[] = [];
  private stopped = false;
  private id = '';

  constructor(
    private readonly world: World,
    name: string,
  ) {
    this.subject = { ledger: new Ledger(name) };
  }

  stop(): void {
    this.stopped = true;
  }

  async write(): Promise<void> {
    for (let turn = 1; !this.stopped; turn += 1) {
      if (turn % 4 === 0) await this.withdraw();
      else await this.publish();
    }
  }

  /** From draft to readers, in the four calls of three people's work. */
  private async publish(): Promise<void> {
    const { ledger } = this.subject;
    const step = ledger.ask('published');
    const words = wordsOf(ledger.subject, step);
    const sections = [1, 2].map(() => ({ kind: 'PRACTICE', heading: words, body: body(words, words) }));
    const fields = { title: words, lead: words, category: 'c' };
    let article = this.id === '' ? await this.call('EDITOR', 'POST', '/api/articles', { ...fields, sections }) : await this.call('EDITOR', 'GET', this.path());
    if (!article) return;
    if (this.id !== '') {
      article = await this.rewrite(article, fields, words);
    }
    this.id ||= article?.id ?? '';
    article &&= await this.call('EDITOR', 'POST', this.path('/submission'), { version: article.workingSeq });
    article &&= await this.call('ADMIN', 'POST', this.path('/decision'), { revisionId: article.review?.revisionId, outcome: 'APPROVED', note: '' });
    article &&= await this.call('ADMIN', 'POST', this.path('/publication'), {});
    if (!article) return;
    ledger.acknowledge(step);
    this.subject.number = article.number ?? undefined;
  }

  private async rewrite(article: ArticleView, fields: Record<string, string>, words: string): Promise<ArticleView | null> {
    // A step that broke off may have left it with the reviewers.
    if (article.stage === 'SUBMITTED' && !(await this.call('EDITOR', 'DELETE', this.path('/submission')))) return null;
    for (const { id, version } of article.sections) {
      const changed = await this.call('EDITOR', 'PATCH', this.path(`/sections/${id}`), { version, heading: words, body: body(words, words) });
      if (!changed) return null;
    }
    return this.call('EDITOR', 'PATCH', this.path(), { version: article.version, ...fields });
  }

  private async withdraw(): Promise<void> {
    if (this.subject.number === undefined) return;
    const { ledger } = this.subject;
    const step = ledger.ask('withdrawn');
    if (await this.call('ADMIN', 'DELETE', this.path('/publication'), { reason: wordsOf(ledger.subject, step) })) ledger.acknowledge(step);
  }

  private path(below = ''): string {
    return `/api/articles/${this.id}${below}`;
  }

  /** @returns null where the call was broken off; then it may have been done or not */
  private async call(role: 'EDITOR' | 'ADMIN', method: string, path: string, sent?: unknown): Promise<ArticleView | null> {
    let answer: Answer;
    try {
      answer = await this.world.as(role, this.world.any()).send(method, path, sent);
    } catch {
      return null;
    }
    if (answer.status < 300) return (answer.body as { data: ArticleView }).data;
    // 409: a step that was broken off had been done after all.
    if (answer.status !== 503 && answer.status !== 409) this.odd.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
    return null;
  }
}
