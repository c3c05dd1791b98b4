import { isPerson } from '../../platform/actor';
import type { ConflictReason } from '../../platform/errors';
import type { Stage } from '../../platform/database/generated/enums';
import { policyOf, type Policy, type Rule } from '../../platform/policy';
import { isAdmin, isAdminOrSystem, mayReview, mayWrite } from '../users/roles';

/** What a decision about an article looks at; every function that loads an article can give it. */
export interface ArticleSubject {
  ownerId: string;
  editorIds: readonly string[];
  /** Who handed in what is or was last under review; null before the first submission. */
  submittedById: string | null;
  /**
   * Who has written any of the words that are or were last under review, or has ever handed the article in, whatever he is
   * to it by now.
   */
  writerIds: readonly string[];
  stage: Stage;
  published: boolean;
  /** An approved revision waits that is not the published one. */
  publishable: boolean;
  deleted: boolean;
}

type Who = Rule<ArticleSubject>['who'];

const isOwner: Who = (actor, article) => isPerson(actor) && mayWrite(actor) && article.ownerId === actor.id;
const isAuthor: Who = (actor, article) =>
  isOwner(actor, article) || (isPerson(actor) && mayWrite(actor) && article.editorIds.includes(actor.id));
const isOwnerOrAdmin: Who = (actor, article) => isOwner(actor, article) || isAdmin(actor);
const isAuthorOrAdmin: Who = (actor, article) => isAuthor(actor, article) || isAdmin(actor);

/** What was never submitted is nobody's business but its authors' and the admin's. The system keeps no secret from itself. */
const isReader: Who = (actor, article) =>
  isAuthor(actor, article) || isAdminOrSystem(actor) || (mayReview(actor) && article.stage !== 'DRAFT' && !article.deleted);

/** Nobody decides on his own article, nor on one that he writes in, nor on words that he wrote or handed in, an admin neither. */
const isJudge: Who = (actor, article) =>
  isPerson(actor) &&
  isReader(actor, article) &&
  mayReview(actor) &&
  article.ownerId !== actor.id &&
  !article.editorIds.includes(actor.id) &&
  article.submittedById !== actor.id &&
  !article.writerIds.includes(actor.id);

const alive = (article: ArticleSubject): ConflictReason | null => (article.deleted ? 'deleted' : null);
const inStage =
  (...stages: Stage[]) =>
  (article: ArticleSubject): ConflictReason | null =>
    alive(article) ?? (stages.includes(article.stage) ? null : 'wrong_stage');

/** While SUBMITTED the working copy is closed: recall, then edit. */
const open = inStage('DRAFT', 'RETURNED', 'APPROVED');

const rules = {
  'article.read': { who: isReader },
  // Into an article of one's own: what one may read, and what everybody may.
  'article.copy': { who: (actor, article) => isPerson(actor) && mayWrite(actor) && (isReader(actor, article) || (article.published && !article.deleted)), blocked: alive },
  'article.edit': { who: isAuthorOrAdmin, blocked: open },
  'article.invite': { who: isOwnerOrAdmin, blocked: alive },
  'article.delete': {
    who: isOwnerOrAdmin,
    blocked: (article) => (article.published ? 'published' : open(article)),
  },
  'article.restore': { who: isOwnerOrAdmin, blocked: (article) => (article.deleted ? null : 'not_deleted') },
  'article.submit': { who: isAuthor, blocked: inStage('DRAFT', 'RETURNED') },
  'article.recall': { who: isAuthor, blocked: inStage('SUBMITTED') },
  'article.decide': { who: isJudge, blocked: inStage('SUBMITTED') },
  // The system brings before readers what persons have approved, and takes it back; it writes nothing and decides nothing.
  'article.publish': {
    who: isAdminOrSystem,
    blocked: (article) =>
      inStage('APPROVED')(article) ?? (article.publishable ? null : 'already_published'),
  },
  'article.withdraw': { who: isAdminOrSystem, blocked: (article) => (article.published ? null : 'not_published') },
  // To show it to anybody, whatever stage it is in: for those whose words they are, and the admin.
  'article.preview': { who: isAuthorOrAdmin, blocked: alive },
  'article.recategorise': { who: isAdmin, blocked: open },
} satisfies Record<string, Rule<ArticleSubject>>;

export type ArticleAction = keyof typeof rules;

/** Who may do what with an article. */
export const articlePolicy: Policy<ArticleAction, ArticleSubject> = policyOf<ArticleAction, ArticleSubject>(rules, 'article.read');

/** Who may start one. */
export const newArticlePolicy: Policy<'article.create', void> = policyOf<'article.create', void>({ 'article.create': { who: mayWrite } });
