/** The campaigns: their stages, what is to be reached by when, what they report. */

import { PlusOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';

import { useCall } from '../../core/hooks';
import { useSettings } from '../../core/settings';
import { useWords } from '../../core/words';
import type { Campaign, Category } from '../../generated';
import { Nothing, Section } from '../../parts/Page';
import { dayText } from '../../parts/format';
import { useT } from '../../words';
import { CampaignForm } from './CampaignForm';
import { useLeadText } from './CampaignRoutes';
import type { Part } from './part';
import { useScheduleText } from './ScheduleField';

/** The section. */
export function Campaigns({ of, change }: Part) {
  const t = useT();
  const [edited, setEdited] = useState<Campaign | 'new' | null>(null);
  const { campaigns = [], categories: all } = of;
  const current = useCall('config.show', {}).data?.config.campaigns;
  const known = new Set(current?.map(({ id }) => id));
  const save = (campaign: Campaign) => {
    const others = edited === 'new' ? [...campaigns, campaign] : campaigns.map((one) => (one === edited ? campaign : one));
    change?.({ campaigns: others });
  };
  return (
    <Section
      title={t('config.campaigns')}
      extra={
        change !== undefined && (
          <Button icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {t('config.campaign_add')}
          </Button>
        )
      }
    >
      {campaigns.length === 0 ? (
        <Nothing text={t('config.no_campaigns')} />
      ) : (
        <ul className="stack" style={{ listStyle: 'none' }}>
          {campaigns.map((campaign) => (
            <li key={campaign.id} className="head" style={{ alignItems: 'flex-start' }}>
              <One of={campaign} categories={all} />
              {change !== undefined && (
                <span className="wrap">
                  <Button onClick={() => setEdited(campaign)}>{t('config.edit')}</Button>
                  <Popconfirm
                    title={t('config.campaign_remove_sure', { name: campaign.name })}
                    okText={t('do.remove')}
                    cancelText={t('do.cancel')}
                    onConfirm={() => change({ campaigns: campaigns.filter((one) => one !== campaign) })}
                  >
                    <Button danger>{t('do.remove')}</Button>
                  </Popconfirm>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <CampaignForm of={edited} inForce={edited !== null && edited !== 'new' && known.has(edited.id)} rules={of.lead_rules} categories={of.categories} close={() => setEdited(null)} save={save} />
    </Section>
  );
}

function One({ of, categories }: { of: Campaign; categories: readonly Category[] }) {
  const t = useT();
  const words = useWords();
  const { language } = useSettings();
  const { reports = [], routes = [], closing_checklist: items = [] } = of;
  const [due, lead] = [useScheduleText(), useLeadText()];
  const category = (id: string) => categories.find((one) => one.id === id)?.name ?? id;
  return (
    <div className="said">
      <strong>{of.name}</strong> <span className="quiet number">{of.id}</span>
      <ul style={{ paddingLeft: '1.4em' }}>
        {of.stages.map((stage) => (
          <li key={stage.name}>
            {stage.name}{' '}
            <span className="quiet">{t('config.days', { from: dayText(stage.from, language), to: dayText(stage.to, language) })}</span>{' '}
            {(stage.targets ?? []).map(({ metric, percent }) => t('config.target', { metric: words.of('figures', metric), percent })).join(t('list.comma'))}
          </li>
        ))}
      </ul>
      {reports.length > 0 && (
        <div className="quiet small">{t('config.reports', { names: reports.map(({ name, schedule }) => t('config.report', { name, due: due(schedule) })).join(t('list.comma')) })}</div>
      )}
      {routes.length > 0 && <div className="quiet small">{t('config.routes', { names: routes.map((route) => t('config.route', { category: category(route.category), lead: lead(route.lead) })).join(t('list.comma')) })}</div>}
      {items.length > 0 && <div className="quiet small">{t('config.checklist', { names: items.map(({ name }) => name).join(t('list.comma')) })}</div>}
    </div>
  );
}
