/** Any earlier state of a case, and what changed between two of them. */

import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { Link, useParams } from 'wouter';

import { isSettled, useCall } from '../../core/hooks';
import { useAsked } from '../../core/place';
import { useSettings } from '../../core/settings';
import type { StoryEntry } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { momentText } from '../../parts/format';
import { PageHead, Section } from '../../parts/Page';
import type { Naming } from '../../parts/phrases';
import { useShortcut } from '../../parts/shortcuts';
import { useT } from '../../words';
import '../case/case.css';
import { NotReadable } from '../case/NotReadable';
import { Step } from '../case/Story';
import { useCase } from '../case/useCase';
import { AsOf } from './AsOf';
import './history.css';
import { Turns } from './Turns';

/** The history of the case that the address names. */
export default function History() {
  const t = useT();
  const { case: id = '' } = useParams();
  const [asked, change] = useAsked();
  const { shown, entries, naming, failure } = useCase(id);
  const last = entries.length;
  const to = within(Number(asked.get('to') ?? last), last);
  const from = within(Number(asked.get('from') ?? to - 1), to);
  const walk = (by: number) => {
    const next = within(to + by, last);
    change({ to: String(next), from: String(within(next - 1, next)) });
  };
  useShortcut('arrowleft', t('history.earlier'), to > 1 ? () => walk(-1) : null);
  useShortcut('arrowright', t('history.later'), to < last ? () => walk(1) : null);
  const compared = useCall('case.compare', last > 0 ? { case: id, from, to } : null);
  const then = useCall('case.as-of', last > 0 ? { case: id, entries: to } : null);
  const between = entries.filter((entry) => compared.data?.entries.includes(entry.n));
  if (shown?.case.reading?.state === 'withheld') return <NotReadable id={id} />;
  return (
    <div className="body">
      <PageHead
        title={t('history.title')}
        about={shown === undefined ? '\u00a0' : <Link href={caseHref(id)}>{`${shown.case.number} ${shown.case.title}`}</Link>}
        actions={
          <>
            <Button icon={<LeftOutlined />} disabled={to <= 1} onClick={() => walk(-1)}>
              {t('history.earlier')}
            </Button>
            <Button icon={<RightOutlined />} iconPlacement="end" disabled={to >= last} onClick={() => walk(1)}>
              {t('history.later')}
            </Button>
          </>
        }
      />
      <FailureNote failure={failure ?? compared.failure ?? then.failure} />
      {last > 0 && isSettled(compared) && isSettled(then) && (
        <>
          <div className="moments">
            <Moment label={t('history.from')} value={from} entries={entries.slice(0, to)} naming={naming} set={(n) => change({ from: String(n), to: String(to) })} />
            <Moment label={t('history.to')} value={to} entries={entries} naming={naming} set={(n) => change({ to: String(n), from: String(within(from, n)) })} />
          </div>
          <Section title={t('history.between', { from, to })}>{compared.data === undefined || compared.earlier ? null : <Turns of={compared.data} />}</Section>
          {between.length > 0 && (
            <Section title={t('history.changes')}>
              <ol className="story">
                {between.map((entry) => (
                  <li key={entry.hash}>
                    <Step entry={entry} entries={entries} timeline={shown?.case.timeline ?? []} naming={naming} />
                  </li>
                ))}
              </ol>
            </Section>
          )}
          {then.data === undefined ? null : <AsOf of={then.data} n={to} naming={naming} />}
        </>
      )}
    </div>
  );
}

/** A place in the story, from 1. */
function within(n: number, last: number): number {
  return Math.max(1, Math.min(Number.isFinite(n) ? Math.trunc(n) : last, last));
}

function Moment(props: { label: string; value: number; entries: readonly StoryEntry[]; naming: Naming; set(n: number): void }) {
  const { label, value, entries, naming, set } = props;
  const t = useT();
  const { language } = useSettings();
  const options = entries.map((entry) => {
    const kinds = Object.values(entry.acts).map(([kind]) => naming.words.kind(kind));
    const done = kinds.length > 0 ? kinds.join(t('list.comma')) : t('history.fields');
    return { value: entry.n, label: `${t('kase.story_n', { n: entry.n })}　${momentText(entry.at_ms, language, Date.now())}　${entry.staff_name}　${done}` };
  });
  return (
    <label>
      {label}
      <Select showSearch={{ optionFilterProp: 'label' }} aria-label={label} value={value} options={options} onChange={set} />
    </label>
  );
}
