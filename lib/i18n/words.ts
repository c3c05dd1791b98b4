import { readEnv } from '../platform/env';
import type { Locale } from '../platform/locales';
import { account as enAccount } from './en/account';
import { checks as enChecks } from './en/checks';
import { common as enCommon } from './en/common';
import { desk as enDesk } from './en/desk';
import { errors as enErrors } from './en/errors';
import { facets as enFacets } from './en/facets';
import { importing as enImporting } from './en/importing';
import { imports as enImports } from './en/imports';
import { library as enLibrary } from './en/library';
import { server as enServer } from './en/server';
import { site as enSite } from './en/site';
import { templates as enTemplates } from './en/templates';
import { account } from './zh-CN/account';
import { checks } from './zh-CN/checks';
import { common } from './zh-CN/common';
import { desk } from './zh-CN/desk';
import { errors } from './zh-CN/errors';
import { facets } from './zh-CN/facets';
import { importing } from './zh-CN/importing';
import { imports } from './zh-CN/imports';
import { library } from './zh-CN/library';
import { server } from './zh-CN/server';
import { site } from './zh-CN/site';
import { templates } from './zh-CN/templates';

const chinese = { common, errors, server, site, desk, account, checks, facets, imports, importing, templates, library };
export type Words = typeof chinese;

const DICTIONARIES: Record<Locale, Words> = {
  'zh-CN': chinese,
  en: { common: enCommon, errors: enErrors, server: enServer, site: enSite, desk: enDesk, account: enAccount, checks: enChecks, facets: enFacets, imports: enImports, importing: enImporting, templates: enTemplates, library: enLibrary },
};

/** The language of this site (SITE_LOCALE). */
export function siteLocale(): Locale {
  return readEnv().SITE_LOCALE;
}

/** The interface's words in the language of this site. Plain strings only, so that they can be handed to the browser. */
export function words(locale: Locale = siteLocale()): Words {
  return DICTIONARIES[locale];
}
