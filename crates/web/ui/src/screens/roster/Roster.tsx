/** The roster of leads (包案台账): case by case, who carries the duty. It is ordered by unit and counts nobody's cases. */

import { useState } from 'react';

import { useCall } from '../../core/hooks';
import { useLag } from '../../core/lag';
import { useNames } from '../../core/names';
import type { RosterLine } from '../../generated';
import { caseHref, CaseTitle } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { Day, StageTag } from '../../parts/Values';
import { useWhich, Which } from '../../parts/Which';
import { useT } from '../../words';

const PAGE = 200;

/** The page of the roster. */
export default function Roster() {
  const t = useT();
  const names = useNames();
  const which = useWhich();
  const lag = useLag();
  const [limit, setLimit] = useState(PAGE);
  const { data, failure } = useCall('roster', { ...which, limit });
  const leads = (line: RosterLine) => [line.lead, ...line.co_leads].map(names.staff).join(t('list.comma'));
  const columns: Column<RosterLine>[] = [
    { key: 'unit', title: t('roster.unit'), width: 'minmax(6em, 1fr)', render: (line) => names.office(line.unit) },
    { key: 'case', title: t('case.title'), width: 'minmax(12em, 2fr)', render: (line) => <CaseTitle of={line.case} /> },
    { key: 'number', title: t('case.number'), width: '12em', render: (line) => <span className="number">{line.case.number}</span> },
    { key: 'lead', title: t('roster.lead'), width: 'minmax(6em, 1fr)', render: leads },
    { key: 'handler', title: t('roster.handler'), width: 'minmax(5em, 0.7fr)', render: (line) => names.staff(line.handler) },
    { key: 'stage', title: t('case.stage'), width: '8.5em', render: (line) => <StageTag stage={line.case.stage} /> },
    { key: 'due', title: t('roster.due'), width: '9em', render: (line) => <Day day={line.due} /> },
  ];
  return (
    <div className="body full">
      <PageHead title={t('roster.title')} about={lag ?? t('roster.about')} />
      <Which />
      <FailureNote failure={failure} />
      {data !== undefined && (
        <Records<RosterLine>
          fill
          label={t('roster.title')}
          rows={data.roster}
          columns={columns}
          id={(line) => `${line.case.id} ${line.act}`}
          card={(line) => (
            <>
              <div className="line">
                <strong className="clip">{line.case.title || t('case.untitled')}</strong>
                <StageTag stage={line.case.stage} />
              </div>
              <div className="line quiet small">
                <span className="clip">
                  {names.office(line.unit)} · {t('roster.lead')} {leads(line)}
                </span>
                <Day day={line.due} brief />
              </div>
            </>
          )}
          href={(line) => caseHref(line.case.id)}
          onEnd={() => {
            if (data.roster.length === limit) setLimit(limit + PAGE);
          }}
          empty={t('roster.none')}
        />
      )}
    </div>
  );
}
