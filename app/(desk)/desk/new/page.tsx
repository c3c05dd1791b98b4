import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { StartButton } from '@/components/desk/starting/StartButton';
import { TEMPLATE_NAMES, type TemplateName } from '@/lib/domains/articles/templates';
import { mayWrite } from '@/lib/domains/users/roles';
import { words } from '@/lib/i18n/words';
import { requireActor } from '../../../shell/session';
import './new.css';

export function generateMetadata(): Metadata {
  return { title: words().templates.title };
}

/** Where an article starts: from a document, from a template by its type, from nothing. */
export default async function NewPage() {
  const actor = await requireActor('/desk/new');
  // The desk says to a reader what he can do.
  if (!mayWrite(actor)) redirect('/desk');
  const { templates } = words();
  const { use, useBlank, starting, notStarted } = templates;
  const button = (template: TemplateName) => <StartButton template={template} name={templates.names[template]} words={{ use: template === 'blank' ? useBlank : use, starting, notStarted }} />;
  return (
    <div className="wrap">
      <p className="crumb"><a href="/desk">{templates.back}</a></p>
      <div className="head"><h1>{templates.title}</h1></div>
      <p className="hint">{templates.lead}</p>
      <section className="beginning" aria-labelledby="from-file">
        <h2 id="from-file">{templates.fromFile}</h2>
        <p>{templates.fromFileText}</p>
        <p><a className="button primary" href="/desk/import">{templates.fromFileLink}</a></p>
      </section>
      <section className="beginning" aria-labelledby="from-template">
        <h2 id="from-template">{templates.fromTemplate}</h2>
        <p>{templates.fromTemplateText}</p>
        <ul role="list" className="templates">
          {TEMPLATE_NAMES.filter((name) => name !== 'blank').map((name) => (
            <li key={name}>
              <h3>{templates.names[name]}</h3>
              <p>{templates.about[name]}</p>
              {button(name)}
            </li>
          ))}
        </ul>
      </section>
      <section className="beginning" aria-labelledby="from-blank">
        <h2 id="from-blank">{templates.fromBlank}</h2>
        <p>{templates.fromBlankText}</p>
        {button('blank')}
      </section>
      <p className="hint beginning">{templates.next}</p>
    </div>
  );
}
