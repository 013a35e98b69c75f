/** Which act to record: those that can be recorded now first, of the others what stands in their way and who could do it. */

import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';

import { isSettled, useCall } from '../../core/hooks';
import { caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { Nothing, PageHead, Section } from '../../parts/Page';
import { useT } from '../../words';
import { NotReadable } from '../case/NotReadable';
import { useCase } from '../case/useCase';
import './act.css';
import type { Form } from './course';
import { useForms } from './forms';
import { Refused } from './Refused';

/** The list of acts. */
export default function ActList() {
  const t = useT();
  const { case: id = '' } = useParams();
  const [, go] = useLocation();
  const { shown, failure } = useCase(id);
  const asked = useForms(id);
  const [typed, setTyped] = useState('');
  const page = useRef<HTMLDivElement>(null);
  // By name or by pinyin, as the core finds everything.
  const meant = useCall('act.kinds', typed.trim() === '' ? null : { search: typed.trim() });
  const found = useMemo(() => {
    const kinds = typed.trim() === '' || meant.data === undefined ? null : new Set(meant.data.kinds.map(({ name }) => name));
    return (asked.forms ?? []).filter(({ kind }) => kinds === null || kinds.has(kind));
  }, [asked.forms, typed, meant.data]);
  const [can, cannot] = [found.filter(({ may }) => may), found.filter(({ may }) => !may)];
  // Enter goes to the first of what was typed, not of what was found for half of it.
  const [entered, setEntered] = useState(false);
  const isFound = asked.forms !== undefined && (typed.trim() === '' || isSettled(meant));
  const first = (can[0] ?? cannot[0])?.kind;
  useEffect(() => {
    if (!entered || !isFound) return;
    setEntered(false);
    if (first !== undefined) go(`${caseHref(id)}/act/${first}`);
  }, [entered, isFound, first, go, id]);
  const keys = (event: KeyboardEvent) => {
    const links = [...(page.current?.querySelectorAll<HTMLElement>('a.act') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const to = event.key === 'ArrowDown' ? at + 1 : at - 1;
      (links[to] ?? page.current?.querySelector('input'))?.focus();
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.target instanceof HTMLInputElement) setEntered(true);
  };
  if (shown?.case.reading?.state === 'withheld') return <NotReadable id={id} />;
  return (
    <div className="body" ref={page} onKeyDown={keys}>
      <PageHead title={t('act.title')} about={shown === undefined ? '\u00a0' : <Link href={caseHref(id)}>{`${shown.case.number} ${shown.case.title}`}</Link>} />
      <FailureNote failure={failure ?? asked.failure ?? meant.failure} />
      <Input
        type="search"
        prefix={<SearchOutlined />}
        autoFocus
        allowClear
        size="large"
        aria-label={t('act.search')}
        placeholder={t('act.search')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setEntered(false);
        }}
      />
      {asked.forms !== undefined && found.length === 0 && <Nothing text={t('act.none')} />}
      {can.length > 0 && (
        <Section title={t('act.can')} bare>
          <Acts id={id} forms={can} />
        </Section>
      )}
      {cannot.length > 0 && (
        <Section title={t('act.cannot')} bare>
          <Acts id={id} forms={cannot} />
        </Section>
      )}
    </div>
  );
}

function Acts({ id, forms }: { id: string; forms: readonly Form[] }) {
  return (
    <ul className="acts">
      {forms.map((form) => (
        <li key={form.kind}>
          <Link className="act" href={`${caseHref(id)}/act/${form.kind}`}>
            <strong>{form.label}</strong>
            {form.refusal === null ? null : (
              <span className="quiet small">
                <Refused refusal={form.refusal} />
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
