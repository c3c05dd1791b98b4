import { bodyOf } from '../../bench/draft';
import { dataOf, type Answer } from '../../bench/http';
import { eventually } from '../../support/eventually';
import type { World } from './world';

interface StoredSection {
  id: string;
  version: number;
  body: { content: { content?: { text?: string }[] }[] };
}

/** The one text of a body that `bodyOf` made. */
export const textOf = (body: StoredSection['body']) => body.content[0]?.content?.[0]?.text ?? '';

/** Somebody who saves one section again and again, each time another text, and remembers what he was told. */
export class Writer {
  sectionId = '';
  /** Version by version, the text of each save that was answered 2xx. */
  readonly acknowledged = new Map<number, string>();
  /** Version by version, the texts that were sent to become it. */
  readonly sent = new Map<number, string[]>();
  /** Saves that broke off and turned out to be stored. */
  storedUnanswered = 0;
  /** Saves that broke off and turned out not to be. */
  brokenOff = 0;
  /** What must not happen to a save, in words. */
  readonly faults: string[] = [];
  /** Answers other than those that a database or server which is away should give. */
  readonly oddAnswers: string[] = [];
  private articleId = '';
  private version = 0;
  private serial = 0;
  private stopping = false;

  constructor(
    private readonly world: World,
    private readonly name: string,
    private readonly cookie: string,
  ) {}

  /** Makes the article with the section in it. */
  async begin(): Promise<void> {
    const input = { title: this.name, sections: [{ kind: 'PRACTICE', body: bodyOf(`${this.name}: begun`) }] };
    const article = dataOf<{ id: string; sections: StoredSection[] }>(await this.world.client.api('POST', '/api/articles', this.cookie, input));
    this.articleId = article.id;
    const section = article.sections[0];
    if (!section) throw new Error('The article has no section.');
    [this.sectionId, this.version] = [section.id, section.version];
  }

  /** Writes until `stop`; a save whose answer does not come is looked up before the next. */
  async write(): Promise<void> {
    while (!this.stopping) {
      const text = `${this.name}: save ${(this.serial += 1)}`;
      const next = this.version + 1;
      this.sent.set(next, [...(this.sent.get(next) ?? []), text]);
      const answer = await this.save(text);
      if (answer?.status === 200) this.acknowledge(dataOf<{ section: StoredSection }>(answer).section, next, text);
      else await this.lookUp(answer);
    }
  }

  stop(): void {
    this.stopping = true;
  }

  private save(text: string): Promise<Answer | null> {
    const path = `/api/articles/${this.articleId}/sections/${this.sectionId}`;
    return this.world.client.api('PATCH', path, this.cookie, { version: this.version, body: bodyOf(text) }).catch(() => null);
  }

  private acknowledge(section: StoredSection, version: number, text: string): void {
    if (section.version !== version || textOf(section.body) !== text) this.faults.push(`asked for version ${version} “${text}”, answered ${section.version} “${textOf(section.body)}”`);
    if (this.acknowledged.has(version)) this.faults.push(`version ${version} was acknowledged twice`);
    this.version = version;
    this.acknowledged.set(version, text);
  }

  /** After a save of which nothing is known: what stands there now? */
  private async lookUp(answer: Answer | null): Promise<void> {
    this.brokenOff += 1;
    this.check(answer, [409, 503]);
    let found: StoredSection | undefined;
    await eventually(async () => {
      const read = await this.world.client.api('GET', `/api/articles/${this.articleId}`, this.cookie).catch(() => null);
      this.check(read, [200, 503]);
      if (read?.status === 200) [found] = dataOf<{ sections: StoredSection[] }>(read).sections;
      return found !== undefined;
    }, Boolean, { until: `${this.name} can read his article again`, patience: 60_000 });
    if (!found) return;
    const told = Math.max(0, ...this.acknowledged.keys());
    if (found.version < told) this.faults.push(`version ${told} was acknowledged, version ${found.version} is there`);
    if (found.version > this.version) this.storedUnanswered += 1;
    this.version = found.version;
  }

  /** No answer at all is what a kill looks like. */
  private check(answer: Answer | null, expected: number[]): void {
    if (answer && !expected.includes(answer.status)) this.oddAnswers.push(`${answer.status}: ${answer.body.toString().slice(0, 300)}`);
  }
}
