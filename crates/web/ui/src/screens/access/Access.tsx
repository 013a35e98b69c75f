/** Who was shown whose details, for which case, why and when: by case, by office, by day, and by no person. */

import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { Link } from 'wouter';

import { saveFile } from '../../core/core';
import { useAct, useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import { dayAsked, useAsked } from '../../core/place';
import { useWords } from '../../core/words';
import type { AccessLine } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { Moment } from '../../parts/Values';
import { DayField } from '../../parts/form/DayField';
import { CasePicker, OfficePicker } from '../../parts/form/Picker';
import { useT } from '../../words';

/** Cases whose numbers are looked up for the list; others are named by the beginning of their ids. */
const NUMBERS_MAX = 500;
const ID_LETTERS = 6;

/** One of several is never chosen here. */
const one = (value: string | readonly string[] | null) => (typeof value === 'string' ? value : null);

/** The page. */
export default function Access() {
  const t = useT();
  const words = useWords();
  const names = useNames();
  const { message } = App.useApp();
  const [asked, change] = useAsked();
  const which = { case: asked.get('case'), office: asked.get('office'), day: dayAsked(asked.get('day')) };
  const { data, failure } = useCall('access.list', which);
  const cases = useCall('case.list', { limit: NUMBERS_MAX }).data?.cases ?? [];
  const numbers = new Map(cases.map(({ id, number }) => [id, number]));
  const write = useAct('access.export', ({ file, accesses }) => {
    void message.success(t('access.exported', { n: accesses }));
    return saveFile(file, 'application/json');
  });
  const caseOf = (line: AccessLine) => {
    const of = line.case ?? null;
    if (of === null) return <span className="quiet">{t('access.no_case')}</span>;
    return (
      <Link className="number" href={caseHref(of)}>
        {numbers.get(of) ?? of.slice(0, ID_LETTERS)}
      </Link>
    );
  };
  const columns: Column<AccessLine>[] = [
    { key: 'at', title: t('access.when'), width: '10em', render: (line) => <Moment ms={Date.parse(line.at)} /> },
    { key: 'case', title: t('access.case'), width: 'minmax(10em, 1fr)', render: caseOf },
    { key: 'what', title: t('access.what'), width: 'minmax(7em, 0.8fr)', render: (line) => words.value('shown', line.shown) },
    { key: 'why', title: t('access.why'), width: 'minmax(9em, 2fr)', render: (line) => line.why },
    { key: 'office', title: t('access.office'), width: 'minmax(7em, 0.8fr)', render: (line) => names.office(line.office) },
    { key: 'by', title: t('access.by'), width: 'minmax(5em, 0.6fr)', render: (line) => names.staff(line.by) },
  ];
  return (
    <div className="body full">
      <PageHead
        title={t('access.title')}
        about={t('access.about')}
        actions={
          <Button icon={<DownloadOutlined />} loading={write.busy} onClick={() => void write.run({ ...which, out: `${t('access.file')}.json` })}>
            {t('access.export')}
          </Button>
        }
      />
      <FailureNote failure={write.failure ?? failure} />
      <div className="wrap">
        <div style={{ flex: '0 1 20em', minWidth: 0, maxWidth: '100%' }}>
          <CasePicker label={t('access.case')} value={which.case} set={(value) => change({ case: one(value) })} />
        </div>
        <div style={{ flex: '0 1 16em', minWidth: 0 }}>
          <OfficePicker label={t('access.office')} value={which.office} set={(value) => change({ office: one(value) })} />
        </div>
        <DayField label={t('access.day')} value={which.day} set={(day) => change({ day })} />
      </div>
      <Records
        label={t('access.title')}
        rows={data?.accesses ?? []}
        columns={columns}
        id={({ act }) => act}
        fill
        card={(line) => (
          <>
            <span className="line">
              {caseOf(line)}
              <Moment ms={Date.parse(line.at)} />
            </span>
            <span className="line quiet small">
              <span>
                {words.value('shown', line.shown)} {line.why}
              </span>
              <span>
                {names.office(line.office)} {names.staff(line.by)}
              </span>
            </span>
          </>
        )}
        empty={t('access.none')}
      />
    </div>
  );
}
