/** A case as an office prints it: facts, claims, what happened, time limits, a place for official documents, signatures and the seal. */

import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, useParams } from 'wouter';

import { useCall } from '../../core/hooks';
import { useMe } from '../../core/me';
import { useSettings } from '../../core/settings';
import type { CaseView, StoryEntry } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { dayOf, dayText, momentText } from '../../parts/format';
import { PageHead, Reach } from '../../parts/Page';
import { type Naming, phraseOf } from '../../parts/phrases';
import { useShortcut } from '../../parts/shortcuts';
import { Day } from '../../parts/Values';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { wrote } from '../case/Story';
import { NotReadable } from '../case/NotReadable';
import { type Shown, useCase } from '../case/useCase';
import './print.css';

/** The sheet of the case that the address names. */
export default function PrintCase() {
  const t = useT();
  const phone = usePhone();
  const { case: id = '' } = useParams();
  const { shown, entries, naming, failure } = useCase(id);
  useShortcut('mod+p', t('do.print'), () => print());
  if (shown?.case.reading?.state === 'withheld') return <NotReadable id={id} />;
  const ready = shown !== undefined;
  const button = (
    <Button type="primary" icon={<PrinterOutlined />} disabled={!ready} onClick={() => print()}>
      {t('do.print')}
    </Button>
  );
  return (
    <div className="body">
      <div className="no-print">
        <PageHead title={t('kase.print')} about={shown === undefined ? '\u00a0' : <Link href={caseHref(id)}>{`${shown.case.number} ${shown.case.title}`}</Link>} actions={phone ? undefined : button} />
      </div>
      <FailureNote failure={failure} />
      {ready && <Sheet shown={shown} entries={entries} naming={naming} />}
      {phone && <Reach>{button}</Reach>}
    </div>
  );
}

function Sheet({ shown, entries, naming }: { shown: Shown; entries: readonly StoryEntry[]; naming: Naming }) {
  const t = useT();
  const me = useMe();
  const { language } = useSettings();
  const view = shown.case;
  const open = view.disputes.filter((dispute) => dispute.settled_by == null).length;
  return (
    <article className="paper" aria-label={t('print.title')}>
      <header>
        <h1>{t('print.title')}</h1>
        <div className="under">
          <span>{t('print.number', { number: view.number })}</span>
          <span>{t('print.made', { office: me?.office_name ?? '', at: momentText(Date.now(), language, 0) })}</span>
        </div>
      </header>
      <FactTable shown={shown} naming={naming} />
      <section>
        <h2>{t('kase.claims')}</h2>
        {view.claims.map((claim, index) => (
          <p key={claim.id}>
            {index + 1}. {claim.text} {claim.amount}
          </p>
        ))}
        {view.claims.length === 0 && <p>{t('kase.no_claims')}</p>}
      </section>
      <section>
        <h2>{t('kase.narrative')}</h2>
        <p className="sentences">{shown.narrative || t('kase.no_narrative')}</p>
      </section>
      <StoryTable view={view} entries={entries} naming={naming} />
      <Limits id={view.id} />
      {open > 0 && <p>{t('print.disputed', { n: open })}</p>}
      <section>
        <h2>{t('print.documents')}</h2>
        <div className="place">{t('print.documents_place')}</div>
      </section>
      <div className="signs">
        <div className="line">{t('print.handler')}</div>
        <div className="line">{t('print.head')}</div>
        <div className="seal">
          {me?.office_name}
          <br />
          {t('print.seal')}
          <br />
          {t('print.date')}
        </div>
      </div>
    </article>
  );
}

function FactTable({ shown, naming }: { shown: Shown; naming: Naming }) {
  const t = useT();
  const { words, nameOf, language } = naming;
  const view = shown.case;
  const day = (of: string | null | undefined) => (of == null ? '' : dayText(of, language));
  const facts: (readonly [string, string])[] = [
    [t('case.petitioner'), view.petitioner],
    [t('case.received_on'), day(view.received_on)],
    [t('kase.channel'), view.channel == null ? '' : words.value('channel', view.channel)],
    [t('kase.persons'), String(view.persons)],
    [t('case.area'), view.area],
    [words.field('subject'), view.subject],
    [t('kase.home'), nameOf(view.home)],
    [t('case.stage'), words.stage(view.stage)],
    [t('kase.lead'), view.leads.map((lead) => t('kase.lead_of', { staff: nameOf(lead.staff), unit: nameOf(lead.unit) })).join(t('list.comma'))],
    [words.part('handler'), nameOf(view.handler)],
  ];
  const rows = facts.flatMap((fact, index) => (index % 2 === 0 ? [[fact, facts[index + 1]] as const] : []));
  return (
    <table>
      <colgroup>
        <col style={{ width: '16%' }} />
        <col style={{ width: '34%' }} />
        <col style={{ width: '16%' }} />
        <col style={{ width: '34%' }} />
      </colgroup>
      <tbody>
        <tr>
          <th scope="row">{t('case.title')}</th>
          <td colSpan={3}>{view.title}</td>
        </tr>
        {rows.map(([one, other]) => (
          <tr key={one[0]}>
            <th scope="row">{one[0]}</th>
            <td>{one[1]}</td>
            <th scope="row">{other?.[0]}</th>
            <td>{other?.[1]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StoryTable({ view, entries, naming }: { view: CaseView; entries: readonly StoryEntry[]; naming: Naming }) {
  const t = useT();
  const items = new Map(view.timeline.map((item) => [item.act, item]));
  return (
    <section>
      <h2>{t('kase.story')}</h2>
      <table>
        <colgroup>
          <col style={{ width: '9%' }} />
          <col style={{ width: '20%' }} />
          <col style={{ width: '21%' }} />
          <col />
        </colgroup>
        <thead>
          <tr>
            {(['print.step', 'print.when', 'print.who', 'print.what'] as const).map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.hash}>
              <td>{entry.n}</td>
              <td>
                <Day day={items.get(Object.keys(entry.acts)[0] ?? '')?.effective_on ?? dayOf(entry.at_ms)} />
              </td>
              <td>{t('kase.story_by', { office: entry.office_name, staff: entry.staff_name })}</td>
              <td>
                {Object.entries(entry.acts).map(([act, [kind, payload]]) => {
                  const item = items.get(act);
                  const mark = item === undefined || item.effect === 'live' ? '' : ` [${naming.words.code(item.effect)}]`;
                  return (
                    <p key={act}>
                      <strong>
                        {naming.words.kind(kind)}
                        {mark}
                      </strong>{' '}
                      {phraseOf(payload, naming)}
                    </p>
                  );
                })}
                {written(entry, naming, t).map((line, index) => (
                  <p key={index}>{line}</p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What a change wrote in fields. Those that opened the case stand above, as facts. */
function written(entry: StoryEntry, naming: Naming, t: ReturnType<typeof useT>): string[] {
  return entry.touched.some(({ what }) => what === 'opened') ? [] : wrote(entry, naming, t);
}

function Limits({ id }: { id: string }) {
  const t = useT();
  const { data } = useCall('case.deadlines', { case: id });
  if (data === undefined || data.case !== id || data.deadlines.length === 0) return null;
  return (
    <section>
      <h2>{t('kase.deadlines')}</h2>
      <table>
        <thead>
          <tr>
            {(['print.limit', 'print.limit_by', 'print.limit_met', 'print.limit_basis'] as const).map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.deadlines.map((deadline) => (
            <tr key={`${deadline.rule} ${deadline.starts_by}`}>
              <td>{deadline.name}</td>
              <td>
                <Day day={deadline.due ?? deadline.at_earliest} />
              </td>
              <td>
                <Day day={deadline.met_on} />
              </td>
              <td>{deadline.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
