/** What others wrote that came here: each case before and after, as a sync brought it. */

import { Button, Radio } from 'antd';
import { useMemo, useState } from 'react';

import type { AnswerOf } from '../../core/calls';
import { useCall } from '../../core/hooks';
import { useAsked } from '../../core/place';
import { useSettings } from '../../core/settings';
import { useWords } from '../../core/words';
import { CaseTitle } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { dayOf, momentText } from '../../parts/format';
import { Nothing, PageHead, Section } from '../../parts/Page';
import { Moment, StageTag } from '../../parts/Values';
import { useT } from '../../words';
import '../case/case.css';
import { Turns } from '../history/Turns';

type Arrived = AnswerOf<'since'>['cases'][number];

/** How far back: the last hour, or so many days before today. What came is kept for two months. */
const SPANS = ['hour', '0', '1', '7', '30'] as const;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PAGE = 100;

/** The moment that a span reaches back to: a day begins at midnight in China. */
function beginOf(span: (typeof SPANS)[number]): number {
  const now = Date.now();
  return span === 'hour' ? now - HOUR_MS : Date.parse(`${dayOf(now)}T00:00:00+08:00`) - Number(span) * DAY_MS;
}

/** What came since a moment. */
export default function Since() {
  const t = useT();
  const [asked, change] = useAsked();
  const { language } = useSettings();
  // Whoever leads here may know the very moment: `?at=1700000000000`.
  const at = Number(asked.get('at'));
  const span = Number.isSafeInteger(at) && at > 0 ? 'at' : (SPANS.find((one) => one === asked.get('span')) ?? '1');
  const from = useMemo(() => (span === 'at' ? at : beginOf(span)), [span, at]);
  const [limit, setLimit] = useState(PAGE);
  const { data, failure } = useCall('since', { since_ms: from, limit });
  return (
    <div className="body">
      <PageHead title={t('since.title')} about={data === undefined ? null : t('since.count', { n: data.total, new: data.new })} />
      <Radio.Group
        aria-label={t('since.from')}
        optionType="button"
        value={span}
        options={[
          ...(span === 'at' ? [{ value: span, label: t('since.span_at', { moment: momentText(at, language, Date.now()) }) }] : []),
          ...SPANS.map((one) => ({ value: one, label: t(`since.span_${one}`) })),
        ]}
        onChange={(event) => change({ span: event.target.value as string, at: null })}
      />
      <FailureNote failure={failure} />
      {data?.cases.length === 0 && <Nothing text={t('since.none')} />}
      {data?.cases.map((arrived) => (
        <Came key={arrived.case.id} arrived={arrived} from={from} />
      ))}
      {data !== undefined && data.cases.length < data.total && <Button onClick={() => setLimit(limit + PAGE)}>{t('lists.more')}</Button>}
    </div>
  );
}

function Came({ arrived, from }: { arrived: Arrived; from: number }) {
  const t = useT();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const { case: line, is_new: isNew, stage_before: before, acts } = arrived;
  const turned = before != null && before !== line.stage;
  return (
    <Section title={<CaseTitle of={line} />} extra={<Moment ms={arrived.at_ms} />}>
      <div className="stack" style={{ gap: 8 }}>
        <div className="wrap">
          <span className="quiet number">{line.number}</span>
          {isNew && <span className="tag green">{t('since.new')}</span>}
          {turned && (
            <>
              <StageTag stage={before} />
              <span aria-label={t('history.after')}>→</span>
            </>
          )}
          <StageTag stage={line.stage} />
          {[...new Set(acts)].map((kind) => (
            <span key={kind} className="tag">
              {words.kind(kind)}
            </span>
          ))}
          {acts.length === 0 && arrived.entries.length > 0 && <span className="tag">{t('history.fields')}</span>}
          {!isNew && line.reading !== 'withheld' && (
            <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('history.compare')}
            </Button>
          )}
        </div>
        {open && <Comparison id={line.id} from={from} />}
      </div>
    </Section>
  );
}

function Comparison({ id, from }: { id: string; from: number }) {
  const { data, failure } = useCall('case.compare', { case: id, since_ms: from });
  return (
    <>
      <FailureNote failure={failure} />
      {data !== undefined && data.case === id && <Turns of={data} />}
    </>
  );
}
