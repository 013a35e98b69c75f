/** A campaign: its stages with their targets, its reports and routes, what a closing needs, who may lead in it. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, type FormRule, Input, InputNumber, Select } from 'antd';

import { useWords } from '../../core/words';
import type { Campaign, CampaignStage, Category, LeadRules, Metric } from '../../generated';
import { BY_SET, FormDrawer } from '../../parts/FormDrawer';
import { DayField } from '../../parts/form/DayField';
import { useT } from '../../words';
import { CampaignChecklist } from './CampaignChecklist';
import { CampaignReports, wholeReports } from './CampaignReports';
import { CampaignRoutes } from './CampaignRoutes';

/** Every rate; the type checker asks for those that are added. */
const METRICS: Record<Metric, true> = {
  closure: true,
  reported: true,
  resolution: true,
  listed_resolution: true,
  led_resolution: true,
  early_issue_resolution: true,
  mediation_success: true,
};
const RULES = ['co_leads', 'superior_assigned_needs_team_member', 'major_needs_head'] as const satisfies readonly (keyof LeadRules)[];

type Typed = Pick<Campaign, 'id' | 'name' | 'stages' | 'reports' | 'routes' | 'closing_checklist' | 'lead_rules'>;
type Form_ = { of: Campaign | 'new' | null; inForce: boolean; rules: LeadRules; categories: readonly Category[]; close(): void; save(campaign: Campaign): void };

/** The form; closed while it is about none. */
export function CampaignForm({ of, inForce, rules, categories, close, save }: Form_) {
  const t = useT();
  const known = of === 'new' ? null : of;
  const needed = [{ required: true, message: t('form.needed') }];
  const fresh: Partial<Typed> = { stages: [{ name: '', from: '', to: '', targets: [] }], lead_rules: rules };
  const endsAfter = (stage: number): FormRule => ({ getFieldValue }) => ({
    validator: (_, to: string | null) => {
      const from = getFieldValue(['stages', stage, 'from']) as string | null;
      return from && to && to < from ? Promise.reject(new Error(t('config.stage_backwards'))) : Promise.resolve();
    },
  });
  const finish = (typed: Typed) => {
    const stages = typed.stages.map((stage): CampaignStage => ({ ...stage, targets: stage.targets ?? [] }));
    const [reports, routes, closing_checklist] = [wholeReports(typed.reports), typed.routes ?? [], typed.closing_checklist ?? []];
    save({ ...known, ...typed, stages, reports, routes, closing_checklist });
    close();
  };
  return (
    <FormDrawer
      title={known?.name ?? t('config.campaign_add')}
      draft={`config/campaign/${known?.id ?? 'new'}`}
      open={of !== null}
      close={close}
      doing={t('do.save')}
      busy={false}
      failure={null}
      initial={known ?? fresh}
      finish={finish}
    >
      <Form.Item name="name" label={t('config.name')} rules={needed}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="id"
        label={t('config.campaign_id')}
        extra={t('config.campaign_id_about')}
        rules={[...needed, { pattern: /^[a-z0-9_-]{1,40}$/, message: t('config.campaign_id_wrong') }]}
      >
        <Input autoComplete="off" disabled={known !== null && inForce} />
      </Form.Item>
      <h3>{t('config.stages')}</h3>
      <Form.List name="stages">
        {(stages, { add, remove }) => (
          <>
            {stages.map(({ key, name }) => (
              <fieldset key={key} className="boxed">
                <legend>{`${t('config.stages')} ${name + 1}`}</legend>
                <Form.Item name={[name, 'name']} label={t('config.stage_name')} rules={needed}>
                  <Input autoComplete="off" />
                </Form.Item>
                <div className="wrap">
                  <Form.Item {...BY_SET} name={[name, 'from']} label={t('config.stage_from')} rules={needed} getValueProps={dayProps} style={DAY}>
                    <DayField />
                  </Form.Item>
                  <Form.Item {...BY_SET} name={[name, 'to']} label={t('config.stage_to')} rules={[...needed, endsAfter(name)]} dependencies={[['stages', name, 'from']]} getValueProps={dayProps} style={DAY}>
                    <DayField />
                  </Form.Item>
                </div>
                <Targets at={name} />
                {stages.length > 1 && (
                  <Button danger icon={<DeleteOutlined />} onClick={() => remove(name)}>
                    {t('do.remove')}
                  </Button>
                )}
              </fieldset>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ name: '', targets: [] })} style={{ marginBottom: 16 }}>
              {t('config.stage_add')}
            </Button>
          </>
        )}
      </Form.List>
      <h3>{t('config.reports_title')}</h3>
      <CampaignReports />
      <h3>{t('config.part.routes')}</h3>
      <p className="quiet small" style={{ margin: '4px 0 8px' }}>
        {t('config.routes_about')}
      </p>
      <CampaignRoutes categories={categories} />
      <h3>{t('config.field.closing_checklist')}</h3>
      <p className="quiet small" style={{ margin: '4px 0 8px' }}>
        {t('config.checklist_about')}
      </p>
      <CampaignChecklist />
      <h3>{t('config.part.lead_rules')}</h3>
      {RULES.map((rule) => (
        <Form.Item key={rule} name={['lead_rules', rule]} valuePropName="checked" style={{ marginBottom: 4 }}>
          <Checkbox>{t(`config.field.${rule}`)}</Checkbox>
        </Form.Item>
      ))}
    </FormDrawer>
  );
}

/** Room for a day in words. */
const DAY = { flex: '1 1 180px' };

/** A day that is not chosen yet is none. */
const dayProps = (value: unknown) => ({ value: typeof value === 'string' && value !== '' ? value : null });

function Targets({ at }: { at: number }) {
  const t = useT();
  const words = useWords();
  const needed = [{ required: true, message: t('form.needed') }];
  return (
    <Form.List name={[at, 'targets']}>
      {(targets, { add, remove }) => (
        <div style={{ marginBottom: 12 }}>
          {targets.map(({ key, name }) => (
            <div key={key} className="wrap" style={{ alignItems: 'flex-start', flexWrap: 'nowrap' }}>
              <Form.Item name={[name, 'metric']} rules={needed} style={{ flex: '1 1 auto', minWidth: 0 }}>
                <Select aria-label={t('config.field.metric')} options={Object.keys(METRICS).map((value) => ({ value, label: words.of('figures', value) }))} />
              </Form.Item>
              <Form.Item name={[name, 'percent']} rules={needed}>
                <InputNumber aria-label={t('config.field.percent')} min={1} max={100} precision={0} suffix="%" />
              </Form.Item>
              <Button icon={<DeleteOutlined />} aria-label={t('do.remove')} onClick={() => remove(name)} />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ metric: 'resolution' })}>
            {t('config.target_add')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
