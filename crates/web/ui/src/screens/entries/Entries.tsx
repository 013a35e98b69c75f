/** The register of what is no case: found by kind, office, day and words. */

import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';

import { saveFile } from '../../core/core';
import { useAct, useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import { dayAsked, useAsked } from '../../core/place';
import type { EntryLine } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { DayField } from '../../parts/form/DayField';
import { PageHead } from '../../parts/Page';
import { type Column, Records } from '../../parts/Records';
import { useShortcut } from '../../parts/shortcuts';
import { Day } from '../../parts/Values';
import { useT } from '../../words';
import { NewEntry } from './NewEntry';
import { useKinds } from './useKinds';

const PAGE = 300;

/** The page of the register. */
export default function Entries() {
  const t = useT();
  const kinds = useKinds();
  const [, go] = useLocation();
  const [asked] = useAsked();
  const [limit, setLimit] = useState(PAGE);
  const [choosing, setChoosing] = useState(false);
  const kind = asked.get('kind');
  const params = {
    ...Object.fromEntries(['kind', 'office'].flatMap((name) => (asked.get(name) === null ? [] : [[name, asked.get(name)]]))),
    ...Object.fromEntries(['from', 'until'].flatMap((name) => (dayAsked(asked.get(name)) === null ? [] : [[name, asked.get(name)]]))),
    ...(asked.get('q') === null ? {} : { search: asked.get('q') }),
    ...(asked.has('struck') ? { struck: true } : {}),
  };
  const { data, failure } = useCall('entry.list', { ...params, limit });
  const exported = useAct('entry.export');
  const file = `${kind === null ? '' : kinds.label(kind)}.csv`;
  const add = () => (kind === null ? setChoosing(true) : go(`/entries/new/${kind}`));
  useShortcut('n', t('entries.new'), add);
  return (
    <div className="body full">
      <PageHead
        title={t('entries.title')}
        about={t('entries.about')}
        actions={
          <>
            {kind !== null && (
              <Button
                icon={<DownloadOutlined />}
                loading={exported.busy}
                onClick={() => void exported.run({ ...params, kind, format: 'csv', out: file }).then((answer) => answer && saveFile(file, 'text/csv'))}
              >
                {t('entries.export')}
              </Button>
            )}
            <Button type="primary" icon={<PlusOutlined />} onClick={add}>
              {kind === null ? t('entries.new') : t('entries.new_kind', { kind: kinds.label(kind) })}
            </Button>
          </>
        }
      />
      <Narrow />
      <FailureNote failure={failure ?? exported.failure} />
      {data !== undefined && (
        <Lines
          lines={data.entries}
          {...(asked.size === 0 ? { empty: t('entries.empty') } : {})}
          onEnd={() => {
            if (data.entries.length === limit) setLimit(limit + PAGE);
          }}
        />
      )}
      <NewEntry open={choosing} close={() => setChoosing(false)} />
    </div>
  );
}

function Narrow() {
  const t = useT();
  const kinds = useKinds();
  const { offices } = useNames();
  const [asked, change] = useAsked();
  return (
    <div className="wrap" role="search">
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('entries.kind')}
        placeholder={t('entries.kind')}
        style={{ minWidth: '11em' }}
        value={asked.get('kind')}
        options={kinds.all.map(({ name, label }) => ({ value: name, label }))}
        onChange={(kind: string | undefined) => change({ kind: kind ?? null })}
      />
      <Input
        allowClear
        type="search"
        style={{ flex: '1 1 160px', maxWidth: 300 }}
        aria-label={t('entries.search')}
        placeholder={t('entries.search')}
        value={asked.get('q') ?? ''}
        onChange={(event) => change({ q: event.target.value })}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('entries.office')}
        placeholder={t('entries.office')}
        style={{ minWidth: '9em' }}
        value={asked.get('office')}
        options={offices.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(office: string | undefined) => change({ office: office ?? null })}
      />
      {(['from', 'until'] as const).map((name) => (
        <span key={name} style={{ width: '10em' }}>
          <DayField label={t(`entries.${name}`)} value={asked.get(name)} set={(day) => change({ [name]: day })} />
        </span>
      ))}
      <Checkbox checked={asked.has('struck')} onChange={(event) => change({ struck: event.target.checked ? '1' : null })}>
        {t('entries.struck')}
      </Checkbox>
    </div>
  );
}

/** Entries as lines. */
export function Lines({ lines, onEnd, empty }: { lines: readonly EntryLine[]; onEnd?: () => void; empty?: string }) {
  const t = useT();
  const kinds = useKinds();
  const names = useNames();
  const marks = (line: EntryLine) => (
    <>
      {line.struck && <span className="tag">{t('entries.is_struck')}</span>}
      {line.conflicts > 0 && <span className="tag amber">{t('entries.conflicts', { n: line.conflicts })}</span>}
    </>
  );
  const columns: Column<EntryLine>[] = [
    { key: 'on', title: t('entries.on'), width: '9em', render: (line) => <Day day={line.on} /> },
    { key: 'kind', title: t('entries.kind'), width: 'minmax(8em, 1fr)', render: (line) => kinds.label(line.kind) },
    { key: 'title', title: t('entries.name'), width: 'minmax(12em, 3fr)', render: (line) => line.title || t('entry.untitled') },
    { key: 'home', title: t('entries.office'), width: 'minmax(6em, 1fr)', render: (line) => names.office(line.home) },
    { key: 'due', title: t('entries.due'), width: '9em', render: (line) => <Day day={line.due} /> },
    { key: 'marks', title: '', width: '7em', render: marks },
  ];
  return (
    <Records<EntryLine>
      fill
      label={t('entries.title')}
      rows={lines}
      columns={columns}
      id={(line) => line.id}
      card={(line) => (
        <>
          <div className="line">
            <strong className="clip">{line.title || t('entry.untitled')}</strong>
            <Day day={line.on} brief />
          </div>
          <div className="line quiet small">
            <span className="clip">
              {kinds.label(line.kind)} · {names.office(line.home)}
            </span>
            <span>{marks(line)}</span>
          </div>
        </>
      )}
      href={(line) => `/entry/${line.id}`}
      {...(onEnd === undefined ? {} : { onEnd })}
      empty={empty ?? t('entries.none')}
    />
  );
}
