/** A meeting's agenda: the cases to be discussed, in order; prepared before, shown during, printed for the table. */

import { ArrowUpOutlined, DeleteOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { Link, useParams } from 'wouter';

import { useAct, useAnswered, useCall } from '../../core/hooks';
import { useNames } from '../../core/names';
import { FailureNote } from '../../parts/FailureNote';
import { CasePicker } from '../../parts/form/Picker';
import { Facts, Nothing, PageHead, Section } from '../../parts/Page';
import { CaseRef } from '../../parts/Refs';
import { Day, StageTag } from '../../parts/Values';
import { useT } from '../../words';
import { Tasks } from '../entries/Tasks';
import { Suggested } from './Suggested';

/** The page of an agenda. */
export default function Agenda() {
  const t = useT();
  const names = useNames();
  const { entry = '' } = useParams<{ entry: string }>();
  const { data, failure } = useCall('entry.show', { entry });
  const revise = useAct('entry.revise');
  const view = data?.entry;
  const listed = view?.values['agenda'];
  const agenda = (Array.isArray(listed) ? listed : []).filter((id): id is string => typeof id === 'string');
  const drawn = useRef(false);
  const named = useAnswered('case.show', agenda.map((id) => ({ case: id })));
  // Once it is drawn, a case that is put on it comes in by itself.
  if (view !== undefined && named) drawn.current = true;
  if (view === undefined || !drawn.current) return <FailureNote failure={failure} />;
  const text = (name: string) => (typeof view.values[name] === 'string' ? (view.values[name] as string) : '');
  const put = (next: readonly string[]) => void revise.run({ entry, payload: { agenda: next.length === 0 ? '' : next } });
  const earlier = (index: number) => put(agenda.with(index - 1, agenda[index] ?? '').with(index, agenda[index - 1] ?? ''));
  return (
    <div className="body">
      <PageHead
        title={text('title') || t('entry.untitled')}
        about={<Day day={text('on')} weekday />}
        actions={
          <>
            <Link className="no-print" href={`/entry/${entry}`}>
              {t('meetings.whole')}
            </Link>
            <Button className="no-print" icon={<PrinterOutlined />} onClick={() => print()}>
              {t('do.print')}
            </Button>
          </>
        }
      />
      <FailureNote failure={revise.failure ?? failure} close={revise.reset} />
      <Facts
        of={[
          [t('meetings.place'), text('place')],
          [t('meetings.office'), names.office(text('office'))],
          [t('meetings.chair'), names.staff(text('chair'))],
        ]}
      />
      <Section title={t('meetings.agenda')}>
        {agenda.length === 0 ? (
          <Nothing text={t('meetings.no_agenda')} />
        ) : (
          <ol className="stack" style={{ listStyle: 'none', gap: 14 }}>
            {agenda.map((id, index) => (
              <li key={id} style={{ display: 'flex', gap: 12, alignItems: 'baseline' }}>
                <strong className="number">{index + 1}</strong>
                <div style={{ flex: 1, minWidth: 0 }}>
                  <Discussed id={id} />
                </div>
                <span className="no-print" style={{ whiteSpace: 'nowrap' }}>
                  <Button type="text" icon={<ArrowUpOutlined />} aria-label={t('meetings.up')} disabled={index === 0 || revise.busy} onClick={() => earlier(index)} />
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t('meetings.remove')}
                    disabled={revise.busy}
                    onClick={() => put(agenda.filter((other) => other !== id))}
                  />
                </span>
              </li>
            ))}
          </ol>
        )}
        <div className="no-print" style={{ marginTop: 16, maxWidth: 560, display: 'grid' }}>
          <label htmlFor="add-case">{t('meetings.add')}</label>
          <CasePicker id="add-case" value={null} set={(id) => typeof id === 'string' && !agenda.includes(id) && put([...agenda, id])} />
        </div>
      </Section>
      <Tasks view={view} />
      <div className="no-print">
        <Suggested on={agenda} add={(id) => put([...agenda, id])} />
      </div>
    </div>
  );
}

/** A case as the table needs it: what it is, where it stands, what is asked for, what is open. */
function Discussed({ id }: { id: string }) {
  const t = useT();
  const names = useNames();
  const view = useCall('case.show', { case: id }).data?.case;
  if (view === undefined) return <CaseRef id={id} />;
  const lead = view.leads.at(-1);
  const open = view.disputes.filter(({ settled_by }) => !settled_by).length;
  return (
    <>
      <div className="wrap">
        <CaseRef id={id} /> <StageTag stage={view.stage} />
        {open > 0 && <span className="tag red">{t('case.disputes', { n: open })}</span>}
      </div>
      <div className="quiet small">
        {[view.petitioner, view.area, lead === undefined ? '' : names.office(lead.unit)].filter(Boolean).join(' · ')}
      </div>
      {view.claims.map((claim) => (
        <div key={claim.id} className="small">
          {claim.text}
        </div>
      ))}
    </>
  );
}
