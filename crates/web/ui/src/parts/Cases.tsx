/** Cases in a list: the columns and the card that every list of cases shows, and what a withheld case shows instead. */

import { LockOutlined } from '@ant-design/icons';
import { Link } from 'wouter';

import type { CaseLine } from '../generated';
import { t, useT } from '../words';
import type { Column } from './Records';
import { Day, StageTag } from './Values';

/** Where a case is shown. */
export function caseHref(id: string): string {
  return `/case/${id}`;
}

/** A case's title as a link; where it is withheld from this reader, that. */
export function CaseTitle({ of }: { of: CaseLine }) {
  const t = useT();
  const title = of.reading === 'withheld' ? t('case.withheld') : of.title || t('case.untitled');
  return (
    <Link href={caseHref(of.id)} tabIndex={-1} title={title}>
      {of.reading === 'open' ? null : <LockOutlined aria-label={t('case.restricted')} style={{ marginRight: 6 }} />}
      {title}
    </Link>
  );
}

/** The columns of a list of cases; a list takes those it wants by key. */
export function caseColumns(): Column<CaseLine>[] {
  return [
    { key: 'number', title: t('case.number'), width: '12em', render: (row) => <span className="number">{row.number}</span> },
    { key: 'title', title: t('case.title'), width: 'minmax(12em, 3fr)', render: (row) => <CaseTitle of={row} /> },
    { key: 'petitioner', title: t('case.petitioner'), width: 'minmax(5em, 0.7fr)', render: (row) => row.petitioner },
    { key: 'area', title: t('case.area'), width: 'minmax(6em, 1fr)', render: (row) => row.area },
    { key: 'stage', title: t('case.stage'), width: '8.5em', render: (row) => <StageTag stage={row.stage} /> },
    { key: 'received_on', title: t('case.received_on'), width: '9em', render: (row) => <Day day={row.received_on} /> },
    { key: 'due', title: t('case.due'), width: '9em', render: (row) => <Day day={row.due} /> },
    { key: 'open', title: t('case.open_questions'), width: '7em', render: (row) => <OpenQuestions of={row} /> },
  ];
}

/** Disputes and fields written at once that nobody decided yet. */
export function OpenQuestions({ of }: { of: CaseLine }) {
  const t = useT();
  if (of.disputes + of.conflicts === 0) return null;
  return (
    <span className="wrap" style={{ gap: 4 }}>
      {of.disputes > 0 && <span className="tag red">{t('case.disputes', { n: of.disputes })}</span>}
      {of.conflicts > 0 && <span className="tag amber">{t('case.conflicts', { n: of.conflicts })}</span>}
    </span>
  );
}

/** A case on a phone. */
export function CaseCard({ of }: { of: CaseLine }) {
  const t = useT();
  return (
    <>
      <div className="line">
        <strong className="clip">{of.reading === 'withheld' ? t('case.withheld') : of.title || t('case.untitled')}</strong>
        <StageTag stage={of.stage} />
      </div>
      <div className="line quiet small">
        <span className="clip">
          {of.number} {of.petitioner} {of.area}
        </span>
        <Day day={of.due ?? of.received_on} brief />
      </div>
      <OpenQuestions of={of} />
    </>
  );
}
