/** What was received and not taken in, and what the server did that an honest one does not, in words for anyone. */

import { Link } from 'wouter';

import { isSettled, useAnswered, useCall } from '../../core/hooks';
import { type Me, useMe } from '../../core/me';
import { sizeText } from '../../core/storage';
import { useWords } from '../../core/words';
import type { Quarantined } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { Facts, Nothing, PageHead, Section } from '../../parts/Page';
import { Moment } from '../../parts/Values';
import { useT } from '../../words';
import { Findings } from '../sync/Findings';
import { adviceOf } from './advice';

/** The page. */
export default function Quarantine() {
  const t = useT();
  const me = useMe();
  const asked = useCall('quarantine.list', {});
  const items = asked.data?.items ?? [];
  const named = useAnswered('case.show', [...new Set(items.flatMap(({ doc }) => doc ?? []))].map((id) => ({ case: id })));
  return (
    <div className="body">
      <PageHead title={t('quarantine.title')} about={t('quarantine.about')} />
      <FailureNote failure={asked.failure} />
      {isSettled(asked) && named && me !== undefined && (
        <>
          <Items of={items} />
          <Found me={me} />
        </>
      )}
    </div>
  );
}

function Items({ of }: { of: readonly Quarantined[] }) {
  const t = useT();
  return (
    <Section title={t('quarantine.items')}>
      {of.length === 0 ? (
        <Nothing text={t('quarantine.none')} />
      ) : (
        <ul className="stack" style={{ listStyle: 'none' }}>
          {of.map((item) => (
            <li key={item.id}>
              <Item of={item} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Found({ me }: { me: Me }) {
  const t = useT();
  if (me.relay_findings.length + me.shut_out.length === 0) {
    return (
      <Section title={t('sync.findings')}>
        <Nothing text={t('quarantine.no_findings')} />
      </Section>
    );
  }
  return (
    <>
      <p className="quiet">{t('quarantine.findings_about')}</p>
      <Findings me={me} />
    </>
  );
}

function Item({ of }: { of: Quarantined }) {
  const t = useT();
  const words = useWords();
  return (
    <Facts
      of={[
        [t('quarantine.why'), <strong key="why">{words.of('codes', of.code)}</strong>],
        [t('quarantine.todo'), t(`quarantine.advice.${adviceOf(of.code)}`)],
        [t('quarantine.of'), <OfCase key="case" id={of.doc ?? null} />],
        [t('quarantine.at'), <Moment key="at" ms={of.at_ms} />],
        [
          t('quarantine.no'),
          <span key="no" className="quiet">
            {of.id} · {sizeText(of.bytes)}
          </span>,
        ],
        [
          t('quarantine.detail'),
          of.detail === '' ? null : (
            <span className="quiet small" lang="en">
              {of.detail}
            </span>
          ),
        ],
      ]}
    />
  );
}

/** The case by its number, where this device holds it. */
function OfCase({ id }: { id: string | null }) {
  const t = useT();
  const shown = useCall('case.show', id === null ? null : { case: id }).data;
  if (id === null) return t('quarantine.of_none');
  if (shown === undefined) return <span className="quiet">{t('quarantine.of_unknown')}</span>;
  return <Link href={caseHref(id)}>{`${shown.case.number} ${shown.fields['title']?.[0]?.value ?? ''}`}</Link>;
}
