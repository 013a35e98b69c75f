/** The tasks of an entry: what was laid upon which office, by when, and what came of it. */

import { Button } from 'antd';
import { useState } from 'react';

import { useNames } from '../../core/names';
import type { EntryView } from '../../generated';
import { Section } from '../../parts/Page';
import { Day } from '../../parts/Values';
import { useT } from '../../words';
import { VerbForm } from './Verb';

/** The tasks, or nothing. */
export function Tasks({ view }: { view: EntryView }) {
  const t = useT();
  const names = useNames();
  const [answering, setAnswering] = useState<string | null>(null);
  if (view.tasks.length === 0) return null;
  return (
    <Section title={t('entry.tasks')}>
      <ol className="stack" style={{ listStyle: 'none', gap: 12 }}>
        {view.tasks.map(({ no, what, due, office, staff, done_by, responses }) => (
          <li key={no} className="wrap">
            <strong>{no}</strong>
            <span style={{ flex: '1 1 240px' }}>
              {what}
              <span className="quiet small" style={{ display: 'block' }}>
                {[names.office(office), names.staff(staff)].filter(Boolean).join(' ')} <Day day={due} />
                {responses.length > 0 && ` ${t('entry.responses', { n: responses.length })}`}
              </span>
            </span>
            {done_by ? <span className="tag green">{t('entry.task_done')}</span> : <Button onClick={() => setAnswering(no)}>{t('entry.answer_task')}</Button>}
          </li>
        ))}
      </ol>
      {answering !== null && <VerbForm entry={view.id} verb="respond" first={{ task: answering, done: true }} close={() => setAnswering(null)} />}
    </Section>
  );
}
