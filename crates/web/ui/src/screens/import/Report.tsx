/** What reading a spreadsheet came to: how many rows, what was left out, every cell that is not clean; and what was registered. */

import { CheckCircleFilled, DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Segmented } from 'antd';
import { useState } from 'react';

import { saveTable } from '../../core/core';
import { useSettings } from '../../core/settings';
import type { Answers } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { Facts, Section } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { codeText } from '../../parts/Slip';
import { isKey, useT } from '../../words';

/** What was read. */
export type Read = Answers['import'];
type Found = Read['findings'][number];
type Registered = Read['registered'][number];

const SEVERITIES = ['all', 'refused', 'changed', 'notice'] as const;
const TONES: { [severity: string]: string } = { refused: 'red', changed: 'amber', notice: '' };

/** The report. */
export function Report({ read, busy, register, again }: { read: Read; busy: boolean; register(): void; again(): void }) {
  const t = useT();
  const rows = (n: number) => t('import.n_rows', { n });
  const fresh = read.importable - read.known;
  const some = (n: number) => (n === 0 ? null : rows(n));
  return (
    <>
      {read.applied ? <Done read={read} again={again} /> : null}
      <Section
        title={read.file}
        extra={
          read.applied ? undefined : (
            <Button type="primary" disabled={fresh === 0} loading={busy} onClick={register}>
              {t('import.register', { n: fresh })}
            </Button>
          )
        }
      >
        <Facts
          of={[
            [t('import.sheet'), read.sheet],
            [t('import.rows'), rows(read.rows)],
            [t('import.importable'), rows(read.importable)],
            [t('import.refused'), some(read.rows - read.importable)],
            [t('import.known'), some(read.known)],
            [t('import.channel_assumed'), some(read.channel_assumed)],
            [t('import.date_assumed'), some(read.date_assumed)],
          ]}
        />
        {!read.applied && fresh === 0 && <Alert style={{ marginTop: 12 }} type="info" title={t('import.nothing_new')} />}
      </Section>
      {read.dropped_columns.length > 0 && (
        <Section title={t('import.dropped')}>
          <Facts of={read.dropped_columns.map(({ column, header, reason }) => [t('import.column', { column, header }), dropped(reason, t)] as const)} />
        </Section>
      )}
      <Findings findings={read.findings} />
    </>
  );
}

function dropped(reason: string, t: ReturnType<typeof useT>): string {
  const key = `import.dropped.${reason}`;
  return isKey(key) ? t(key) : reason;
}

function Findings({ findings }: { findings: readonly Found[] }) {
  const t = useT();
  const { language } = useSettings();
  const [severity, setSeverity] = useState<(typeof SEVERITIES)[number]>('all');
  const shown = severity === 'all' ? findings : findings.filter((one) => one.severity === severity);
  const of = (one: (typeof SEVERITIES)[number]) => (one === 'all' ? findings.length : findings.filter((found) => found.severity === one).length);
  const word = (one: string) => {
    const key = `import.severity.${one}`;
    return isKey(key) ? t(key) : one;
  };
  const reason = (one: Found) => (language === 'zh' ? one.reason_zh : one.reason);
  const columns: Column<Found>[] = [
    { key: 'cell', title: t('import.cell'), width: '6em', render: (one) => one.cell },
    { key: 'severity', title: t('import.severity'), width: '7em', render: (one) => <span className={`tag ${TONES[one.severity] ?? ''}`}>{word(one.severity)}</span> },
    { key: 'value', title: t('import.value'), width: 'minmax(8em, 1fr)', render: (one) => one.value },
    { key: 'reason', title: t('import.reason'), width: 'minmax(12em, 2fr)', render: reason },
  ];
  if (findings.length === 0) return <p className="done">{t('import.clean')}</p>;
  return (
    <Section
      title={t('import.findings', { n: findings.length })}
      extra={<Segmented value={severity} options={SEVERITIES.map((one) => ({ value: one, label: `${word(one)} ${of(one)}` }))} onChange={setSeverity} />}
      bare
    >
      <Records<Found>
        label={t('import.findings', { n: findings.length })}
        rows={shown}
        columns={columns}
        id={(one) => `${one.cell} ${one.code} ${one.reason}`}
        card={(one) => (
          <>
            <div className="line">
              <strong>
                {one.cell} {one.value}
              </strong>
              <span className={`tag ${TONES[one.severity] ?? ''}`}>{word(one.severity)}</span>
            </div>
            <div className="quiet small">{reason(one)}</div>
          </>
        )}
        empty={t('import.clean')}
      />
    </Section>
  );
}

/** What was registered, each with the code for its petitioner. */
function Done({ read, again }: { read: Read; again(): void }) {
  const t = useT();
  const columns: Column<Registered>[] = [
    { key: 'row', title: t('import.row'), width: '5em', render: ({ row }) => row },
    { key: 'number', title: t('case.number'), width: 'minmax(11em, 1fr)', render: ({ number }) => <span className="number">{number}</span> },
    { key: 'code', title: t('slip.code'), width: 'minmax(9em, 2fr)', render: ({ receipt_code }) => <span className="number">{codeText(receipt_code)}</span> },
  ];
  const save = () =>
    saveTable(`${t('import.done_list')}.csv`, [
      [t('import.row'), t('case.number'), t('slip.code')],
      ...read.registered.map(({ row, number, receipt_code }) => [String(row), number, codeText(receipt_code)]),
    ]);
  return (
    <>
      <div className="wrap">
        <span className="done" role="status">
          <CheckCircleFilled /> {t('import.done', { n: read.registered.length })}
        </span>
        <Button icon={<DownloadOutlined />} onClick={save}>
          {t('import.save_list')}
        </Button>
        <Button onClick={again}>{t('import.again')}</Button>
      </div>
      <Section title={t('import.done_list')} bare>
        <div style={{ height: Math.min(420, 46 * (read.registered.length + 1)), display: 'flex', flexDirection: 'column' }}>
          <Records<Registered>
            fill
            label={t('import.done_list')}
            rows={read.registered}
            columns={columns}
            id={(one) => one.case}
            card={({ row, number, receipt_code }) => (
              <div className="line">
                <strong>
                  {row}. {number}
                </strong>
                <span className="number">{codeText(receipt_code)}</span>
              </div>
            )}
            href={(one) => caseHref(one.case)}
            empty={t('import.nothing_new')}
          />
        </div>
      </Section>
    </>
  );
}
