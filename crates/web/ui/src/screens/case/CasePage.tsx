/** A case: what it is, what happened, what runs, who is concerned, what people have to decide about it. */

import { EditOutlined, HistoryOutlined, LockOutlined, PlusOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { Link, useLocation, useParams } from 'wouter';

import { isSettled, useCall } from '../../core/hooks';
import { useSettings } from '../../core/settings';
import type { CaseFlags, CaseView, StoryEntry } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { momentText } from '../../parts/format';
import { PageHead, Reach, Section } from '../../parts/Page';
import { type NameOf, type Naming, shortened } from '../../parts/phrases';
import { useShortcut } from '../../parts/shortcuts';
import { StageTag } from '../../parts/Values';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { ConflictCard } from '../inbox/ConflictCard';
import { DisputeCard } from '../inbox/DisputeCard';
import { conflictName, sidesOf } from '../inbox/sides';
import { Audience } from './Audience';
import './case.css';
import { Clocks } from './Clocks';
import { CaseFacts, Claims, Narrative } from './Facts';
import { Candidates, Links } from './Links';
import { NextStep } from './NextStep';
import { People } from './People';
import { Audit, Delivery } from './Proof';
import { Story } from './Story';
import { type Shown, useCase } from './useCase';
import { Withheld } from './Withheld';

/** The page of a case. */
export default function CasePage() {
  const { case: id = '' } = useParams();
  // Another case begins anew: what is open or typed here is of this one.
  return <Page key={id} id={id} />;
}

function Page({ id }: { id: string }) {
  const t = useT();
  const phone = usePhone();
  const [, go] = useLocation();
  const { shown, entries, naming, nameOf, failure, again } = useCase(id);
  const open = shown !== undefined && shown.case.reading?.state !== 'withheld';
  const to = (place: string) => (open ? () => go(`/case/${id}/${place}`) : null);
  useShortcut('a', t('kase.act'), to('act'));
  useShortcut('e', t('kase.edit'), to('edit'));
  useShortcut('h', t('kase.history'), to('history'));
  useShortcut('p', t('kase.print'), to('print'));
  // What stands above other things on the page is waited for; nothing of it takes longer than a frame or two.
  const settled = [useCall('case.deadlines', { case: id }), useCall('act.forms', { case: id })].every(isSettled);
  if (shown === undefined || (open && !settled)) return <div className="body">{failure === null ? null : <FailureNote failure={failure} again={again} />}</div>;
  if (!open) return <Withheld shown={shown} nameOf={nameOf} />;
  const view = shown.case;
  const beside = [<Clocks key="clocks" id={view.id} />, <NextStep key="next" view={view} />, <People key="people" view={view} nameOf={nameOf} />];
  const below = [
    <Audience key="audience" shown={shown} nameOf={nameOf} />,
    <Links key="links" view={view} nameOf={nameOf} />,
    <Delivery key="delivery" id={view.id} />,
    <Audit key="audit" id={view.id} />,
    <Candidates key="candidates" id={view.id} />,
  ];
  const main = [
    <CaseFacts key="facts" shown={shown} nameOf={nameOf} />,
    <Claims key="claims" view={view} />,
    <Narrative key="narrative" text={shown.narrative} />,
  ];
  const story = <Story key="story" entries={entries} timeline={view.timeline} naming={naming} />;
  return (
    <div className="body">
      <PageHead
        title={view.title || t('case.untitled')}
        about={<About view={view} />}
        actions={
          <>
            <Button icon={<PrinterOutlined />} onClick={to('slip') ?? undefined}>
              {t('kase.slip')}
            </Button>
            <Button icon={<PrinterOutlined />} onClick={to('print') ?? undefined}>
              {t('kase.print')}
            </Button>
            <Button icon={<HistoryOutlined />} onClick={to('history') ?? undefined}>
              {t('kase.history')}
            </Button>
            {phone ? null : <Main id={id} />}
          </>
        }
      />
      <FailureNote failure={failure} again={again} />
      <Restricted view={view} nameOf={nameOf} />
      <ToDecide shown={shown} entries={entries} naming={naming} />
      <div className="kase">
        <div className="main">{phone ? [...beside.slice(0, 2), ...main, beside[2], story] : [...main, story]}</div>
        <div className="also">{phone ? below : [...beside, ...below]}</div>
      </div>
      {phone && (
        <Reach>
          <Main id={id} />
        </Reach>
      )}
    </div>
  );
}

function Main({ id }: { id: string }): ReactNode {
  const t = useT();
  return (
    <>
      <Link href={`/case/${id}/edit`} asChild>
        <Button icon={<EditOutlined />}>{t('kase.edit')}</Button>
      </Link>
      <Link href={`/case/${id}/act`} asChild>
        <Button type="primary" icon={<PlusOutlined />}>
          {t('kase.act')}
        </Button>
      </Link>
    </>
  );
}

const FLAGS: readonly (keyof CaseFlags)[] = ['in_dispute', 'listed', 'reported', 'resolved', 'finalised'];
const FLAG_COLOURS: Partial<Record<keyof CaseFlags, string>> = { in_dispute: 'red', listed: 'amber', resolved: 'green' };

function About({ view }: { view: CaseView }) {
  const t = useT();
  return (
    <span className="wrap">
      <span className="number">{view.number}</span>
      <StageTag stage={view.stage} />
      {FLAGS.filter((flag) => view.flags?.[flag] === true).map((flag) => (
        <span key={flag} className={`tag ${FLAG_COLOURS[flag] ?? ''}`}>
          {t(`kase.flag_${flag}`)}
        </span>
      ))}
    </span>
  );
}

/** That only few may read it, and who opened it all the same. */
function Restricted({ view, nameOf }: { view: CaseView; nameOf: NameOf }) {
  const t = useT();
  const { language } = useSettings();
  const reading = view.reading;
  const openings = reading?.openings ?? [];
  if ((reading?.restrictions ?? []).length + openings.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      icon={<LockOutlined />}
      title={t('kase.restricted_now')}
      description={
        openings.length === 0 ? undefined : (
          <ul className="plain">
            {openings.map((opening) => (
              <li key={opening.act}>
                {t('kase.opened_until', {
                  staff: nameOf(opening.by),
                  office: nameOf(opening.office),
                  until: momentText(Date.parse(opening.until), language, Date.now()),
                  reason: opening.reason,
                })}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

/** Disputes and fields written at once, settled here. */
function ToDecide({ shown, entries, naming }: { shown: Shown; entries: readonly StoryEntry[]; naming: Naming }) {
  const t = useT();
  const { case: view, may_settle: maySettle } = shown;
  const devices = useMemo(() => new Map(entries.map((entry) => [entry.device, entry.device_name])), [entries]);
  const disputes = view.disputes.filter((dispute) => dispute.settled_by == null && dispute.rule !== 'K14');
  if (disputes.length + view.conflicts.length === 0) return null;
  return (
    <Section title={<span className="late">{t('decide.of_case')}</span>}>
      <div className="stack" style={{ gap: 24 }}>
        {disputes.map((dispute) => (
          <DisputeCard
            key={dispute.id}
            id={view.id}
            dispute={dispute}
            sides={sidesOf(dispute, view, entries)}
            maySettle={maySettle}
            deviceOf={(device) => devices.get(device) || shortened(device)}
            naming={naming}
          />
        ))}
        {view.conflicts.map((conflict) => (
          <ConflictCard key={conflictName(conflict)} id={view.id} conflict={conflict} entries={entries} naming={naming} />
        ))}
      </div>
    </Section>
  );
}
