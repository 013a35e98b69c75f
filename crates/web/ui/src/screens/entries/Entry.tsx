/** An entry of the register as it stands: its values, what is due around it, its tasks and answers, what can be done with it. */

import { EditOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';

import type { Json } from '../../core/calls';
import { useAct, useAnswered, useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import { useSettings } from '../../core/settings';
import { useWords } from '../../core/words';
import type { EntryView } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { useLabels } from '../../parts/form/labels';
import type { Field, Shape } from '../../parts/form/shape';
import { dayText } from '../../parts/format';
import { Facts, PageHead, Section } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { Day } from '../../parts/Values';
import { isKey, useT } from '../../words';
import { Conflicts } from './Conflicts';
import { History } from './History';
import { KEPT_BY_ITSELF } from './NewEntry';
import { Tasks } from './Tasks';
import { useFields, useKinds } from './useKinds';
import { Value } from './Value';
import { type Verb, VerbForm } from './Verb';

/** The page of an entry. */
export default function Entry() {
  const { entry = '' } = useParams<{ entry: string }>();
  // Another entry begins anew: what is open or typed here is of this one.
  return <Page key={entry} entry={entry} />;
}

function Page({ entry }: { entry: string }) {
  const t = useT();
  const { data, failure } = useCall('entry.show', { entry });
  const kinds = useKinds();
  const names = useNames();
  const labels = useLabels();
  const view = data?.entry;
  const fields = useFields(view?.kind);
  const named = useAnswered('case.show', casesIn(view, fields).map((id) => ({ case: id })));
  const history = useCall('entry.history', { entry });
  const drawn = useRef('');
  if (view !== undefined && fields !== undefined && named && history.data !== undefined) drawn.current = entry;
  if (view === undefined || fields === undefined || drawn.current !== entry) return <div className="body">{<FailureNote failure={failure} />}</div>;
  const first = fields.map(({ name }) => view.values[name]);
  const title = [view.values['title'], view.values['name'], view.values['theme'], ...first].find((one) => typeof one === 'string' && one !== '');
  return (
    <div className="body">
      <PageHead title={kinds.label(view.kind)} about={`${typeof title === 'string' && !/^[a-z2-7]{26}$/.test(title) ? `${title} · ` : ''}${names.office(view.home)}`} actions={<Doing view={view} />} />
      <FailureNote failure={failure} />
      <Standing view={view} />
      <Conflicts view={view} fields={fields} />
      <Section title={t('entry.content')}>
        <Facts of={fields.filter(({ name }) => name !== 'tasks').map((field) => [labels.field(field), shown(view, field.name, <Value field={field} value={view.values[field.name]} />)] as const)} />
      </Section>
      <Dates view={view} />
      <Tasks view={view} />
      <History entry={entry} />
    </div>
  );
}

/** The cases that an entry names: the page is drawn once they can be named. */
function casesIn(view: EntryView | undefined, fields: readonly Field[] | undefined): string[] {
  const named = (fields ?? []).filter(({ shape }) => idOf(shape) === 'case');
  return named.flatMap(({ name }) => [view?.values[name] ?? []].flat()).filter((id): id is string => typeof id === 'string');
}

function idOf(shape: Shape): string | null {
  return shape.is === 'id' ? shape.of : shape.is === 'list' ? idOf(shape.of) : null;
}

function shown(view: EntryView, name: string, value: ReactNode): ReactNode {
  const held = (view.values as Json)[name];
  return held === undefined || held === null || held === '' || (Array.isArray(held) && held.length === 0) ? null : value;
}

function Doing({ view }: { view: EntryView }) {
  const t = useT();
  const [, go] = useLocation();
  const [verb, setVerb] = useState<Verb | null>(null);
  const restore = useAct('entry.revise');
  const struck = view.struck_by !== null && view.struck_by !== undefined;
  useShortcut('e', t('entry.revise'), struck || view.kind === KEPT_BY_ITSELF ? null : () => go(`/entry/${view.id}/revise`));
  // The ledger writes the log of who read details by itself; it is read on its own page.
  if (view.kind === KEPT_BY_ITSELF) return <Link href="/access">{t('access.title')}</Link>;
  if (struck) {
    return (
      <Button loading={restore.busy} onClick={() => void restore.run({ entry: view.id, payload: view.values })}>
        {t('entry.restore')}
      </Button>
    );
  }
  return (
    <>
      {view.kind === 'meeting' && <Link href={`/meeting/${view.id}`}>{t('meetings.agenda')}</Link>}
      {view.kind === 'period_report' && <Link href={figuresOf(view)}>{t('entry.count_again')}</Link>}
      {(['respond', 'publish', 'strike'] as const).map((one) => (
        <Button key={one} onClick={() => setVerb(one)}>
          {t(`entry.${one}`)}
        </Button>
      ))}
      <Link href={`/entry/${view.id}/revise`} asChild>
        <Button type="primary" icon={<EditOutlined />}>
          {t('entry.revise')}
        </Button>
      </Link>
      {verb !== null && <VerbForm entry={view.id} verb={verb} close={() => setVerb(null)} />}
    </>
  );
}

/** The figures of the days and the office of a return: its next revision is made there. */
function figuresOf({ values: { from, until, office } }: EntryView): string {
  const asked = Object.entries({ from, until, home: office }).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return `/figures?${new URLSearchParams(asked).toString()}`;
}

/** How it stands: struck out, incomplete, to be answered, public. */
function Standing({ view }: { view: EntryView }) {
  const t = useT();
  const { language } = useSettings();
  const words = useWords();
  const names = useNames();
  const public_ = view.published.at(-1);
  const lacks = (view.lacks ?? []).map(({ field, at_least, has }) => t('entry.lacks', { field: words.part(field), at_least, has }));
  return (
    <>
      {view.struck_because ? <Alert type="warning" showIcon title={t('entry.struck_because', { reason: view.struck_because })} /> : null}
      {view.missing.length + lacks.length > 0 && <Alert type="warning" showIcon title={t('entry.missing')} description={[...view.missing, ...lacks].join('；')} />}
      {view.answer_due && (
        <p className="wrap">
          {t('entry.answer_due', { offices: view.answer_from.map(names.office).join(t('list.comma')) })} <Day day={view.answer_due} />
          {view.answered_by && <span className="tag green">{t('entry.answered')}</span>}
        </p>
      )}
      {public_ !== undefined && (
        <p className="wrap">
          <span className="tag green">{t('entry.published')}</span> {public_.place} {dayText(public_.on, language)}
        </p>
      )}
      {view.changed_since_published && <Alert type="info" showIcon title={t('entry.changed_since')} />}
    </>
  );
}

function Dates({ view }: { view: EntryView }) {
  const t = useT();
  const ruleName = (rule: string) => {
    const key = `rule.${rule}`;
    return isKey(key) ? t(key) : rule;
  };
  if (view.dates.length === 0) return null;
  return (
    <Section title={t('entry.dates')}>
      <Facts
        of={view.dates.map(
          ({ rule, due, met_on }) =>
            [
              ruleName(rule),
              <span key={rule} className="wrap">
                <Day day={due} weekday />
                {met_on ? <span className="tag green">{t('calendar.done')}</span> : null}
              </span>,
            ] as const,
        )}
      />
    </Section>
  );
}
