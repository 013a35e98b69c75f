/** What the case belongs together with, and what may be the same matter: a person decides. */

import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';

import { useCall } from '../../core/hooks';
import { useWords } from '../../core/words';
import type { CaseView, PossiblySame } from '../../generated';
import { caseHref, CaseTitle } from '../../parts/Cases';
import type { NameOf } from '../../parts/phrases';
import { Nothing, Section } from '../../parts/Page';
import { Reasons } from '../../parts/Reasons';
import { CaseRef } from '../../parts/Refs';
import { Day } from '../../parts/Values';
import { useT } from '../../words';
import { SameOrNot } from './SameOrNot';

/** Other cases, campaigns, supervision. */
export function Links({ view, nameOf }: { view: CaseView; nameOf: NameOf }) {
  const t = useT();
  const words = useWords();
  const { links = [], campaigns = [], not_same: notSame = [] } = view.links ?? {};
  const supervisions = view.supervision?.items ?? [];
  const known = useCall('config.show', campaigns.length === 0 ? null : {}).data?.config.campaigns ?? [];
  const named = new Map(known.map(({ id, name }) => [id, name]));
  const nothing = links.length + campaigns.length + notSame.length + supervisions.length === 0;
  return (
    <Section title={t('kase.links')}>
      {nothing ? (
        <Nothing text={t('kase.no_links')} />
      ) : (
        <ul className="plain">
          {links.map((link) => (
            <li key={link.act}>
              <span>
                <span className="tag">{words.value('kind', link.kind)}</span>{' '}
                <Link href={caseHref(link.other)} className="number">
                  {link.other_number ?? nameOf(link.other)}
                </Link>
                {link.contested && <span className="tag amber">{t('kase.link_contested')}</span>}
              </span>
              <span className="quiet small">{link.reason}</span>
            </li>
          ))}
          {notSame.map((other) => (
            <li key={other.act}>
              <span>
                <span className="tag">{t('kase.not_same')}</span> <CaseRef id={other.other} />
              </span>
              <span className="quiet small">{other.reason}</span>
            </li>
          ))}
          {campaigns.map((campaign) => (
            <li key={campaign.act}>
              <span>
                <span className="tag">{t('kase.campaign')}</span> {named.get(campaign.campaign) ?? campaign.campaign}
              </span>
              {campaign.batch === null || campaign.batch === undefined ? null : <Link href={`/entry/${campaign.batch}`}>{t('do.open')}</Link>}
            </li>
          ))}
          {supervisions.map((item) => (
            <li key={item.act}>
              <span>
                <span className="tag amber">{t('kase.supervision')}</span> {nameOf(item.from)}: {item.demand}
              </span>
              <span className="small">
                {item.answer === null || item.answer === undefined ? (
                  <span className="soon">
                    {t('kase.supervision_waits')} <Day day={item.due} brief />
                  </span>
                ) : (
                  <span className="done">{t('kase.supervision_answered')}</span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Cases that may be the same matter, each with why. */
export function Candidates({ id }: { id: string }) {
  const t = useT();
  const { data } = useCall('case.candidates', { case: id });
  const found = data?.case === id ? data.candidates : [];
  return (
    <Section title={t('kase.candidates')}>
      {found.length === 0 ? (
        <Nothing text={t('kase.no_candidates')} />
      ) : (
        <>
          <p className="quiet small">{t('kase.candidates_note')}</p>
          <ul className="plain">
            {found.map((other) => (
              <Candidate key={other.case.id} id={id} other={other} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Candidate({ id, other }: { id: string; other: PossiblySame }) {
  const t = useT();
  const [deciding, setDeciding] = useState(false);
  return (
    <li style={{ display: 'block' }}>
      <div>
        <span className="number quiet">{other.case.number}</span> <CaseTitle of={other.case} />
      </div>
      <div className="wrap small" style={{ gap: 4 }}>
        <Reasons of={other.reasons} />
        {!deciding && (
          <Button size="small" type="link" onClick={() => setDeciding(true)}>
            {t('decide.do')}
          </Button>
        )}
      </div>
      {deciding && <SameOrNot id={id} other={other.case.id} cancel={() => setDeciding(false)} />}
    </li>
  );
}
