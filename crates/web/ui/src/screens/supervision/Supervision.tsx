/** What was demanded of an office about cases (督办), or by it, and what was answered. */

import { Checkbox, Segmented } from 'antd';
import { useState } from 'react';

import { useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import { useAsked } from '../../core/place';
import { useWords } from '../../core/words';
import type { SupervisionLine } from '../../generated';
import { caseHref, CaseTitle } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { Day } from '../../parts/Values';
import { useWhich, Which } from '../../parts/Which';
import { useT } from '../../words';

const PAGE = 200;

/** The page of supervision. */
export default function Supervision() {
  const t = useT();
  const words = useWords();
  const names = useNames();
  const which = useWhich();
  const [asked, change] = useAsked();
  const [limit, setLimit] = useState(PAGE);
  const [sent, answered] = [asked.has('sent'), asked.has('answered')];
  const { data, failure } = useCall('supervision', { ...which, limit, ...(sent ? { sent } : {}), ...(answered ? { answered } : {}) });
  const offices = (line: SupervisionLine) => `${names.office(line.from)} → ${names.office(line.to)}`;
  const columns: Column<SupervisionLine>[] = [
    { key: 'due', title: t('supervision.due'), width: '9em', render: (line) => <Answer line={line} /> },
    { key: 'demand', title: t('supervision.demand'), width: 'minmax(10em, 1.4fr)', render: (line) => line.demand },
    { key: 'case', title: t('case.title'), width: 'minmax(10em, 1.4fr)', render: (line) => <CaseTitle of={line.case} /> },
    { key: 'number', title: t('case.number'), width: '12em', render: (line) => <span className="number">{line.case.number}</span> },
    { key: 'offices', title: t('supervision.from_to'), width: 'minmax(9em, 1fr)', render: offices },
    { key: 'kind', title: t('supervision.kind'), width: '6.5em', render: (line) => words.value('kind', line.kind) },
  ];
  return (
    <div className="body full">
      <PageHead title={t('supervision.title')} />
      <div className="wrap">
        <Segmented
          value={sent ? 'sent' : 'received'}
          options={(['received', 'sent'] as const).map((value) => ({ value, label: t(`supervision.${value}`) }))}
          onChange={(value) => change({ sent: value === 'sent' ? '1' : null })}
        />
        <Which />
        <Checkbox checked={answered} onChange={(event) => change({ answered: event.target.checked ? '1' : null })}>
          {t('supervision.answered')}
        </Checkbox>
      </div>
      <FailureNote failure={failure} />
      {data !== undefined && (
        <Records<SupervisionLine>
          fill
          label={t('supervision.title')}
          rows={data.supervisions}
          columns={columns}
          id={(line) => `${line.case.id} ${line.act} ${line.to}`}
          card={(line) => (
            <>
              <div className="line">
                <strong className="clip">{line.demand}</strong>
                <Answer line={line} />
              </div>
              <div className="quiet small clip">{line.case.title || t('case.untitled')}</div>
              <div className="quiet small clip">{offices(line)}</div>
            </>
          )}
          href={(line) => caseHref(line.case.id)}
          onEnd={() => {
            if (data.supervisions.length === limit) setLimit(limit + PAGE);
          }}
          empty={t('supervision.none')}
        />
      )}
    </div>
  );
}

/** Whether it was answered, and by when it has to be. */
function Answer({ line }: { line: SupervisionLine }) {
  const t = useT();
  if (line.answer) return <span className="done">{t('supervision.done')}</span>;
  if (!line.due) return <span className="quiet">{t('supervision.no_day')}</span>;
  return (
    <span className={line.late ? 'late' : ''}>
      <Day day={line.due} />
      {line.late && <span className="visually-hidden">{t('today.late')}</span>}
    </span>
  );
}
