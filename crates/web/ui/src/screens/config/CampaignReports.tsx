/** The reports that a campaign asks for: who sends what to whom, and when. */

import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Select } from 'antd';

import { useWords } from '../../core/words';
import type { OfficeKind, Report, Schedule } from '../../generated';
import { BY_SET } from '../../parts/FormDrawer';
import { OFFICE_KINDS } from '../../parts/form/officeKinds';
import { useT } from '../../words';
import { unusedId } from './ids';
import { BLANK, isWhole } from './schedule';
import { ScheduleField } from './ScheduleField';

/** A new report. */
function blank(reports: readonly Partial<Report>[]): Report {
  return { id: unusedId('report', reports), name: '', schedule: BLANK.months, contents: [], from_office: 'township', to_office: 'petition_office', zero_report: false };
}

/** The fields within a campaign's form. */
export function CampaignReports() {
  const t = useT();
  const words = useWords();
  const form = Form.useFormInstance<{ reports?: Report[] }>();
  const needed = [{ required: true, message: t('form.needed') }];
  const kinds = OFFICE_KINDS.map((value: OfficeKind) => ({ value, label: words.of('office_kinds', value) }));
  const aDay = { validator: (_: unknown, schedule: Schedule | undefined) => (isWhole(schedule) ? Promise.resolve() : Promise.reject(new Error(t('form.needed')))) };
  return (
    <Form.List name="reports">
      {(reports, { add, remove }) => (
        <>
          {reports.map(({ key, name }) => (
            <fieldset key={key} className="boxed">
              <legend>{`${t('config.reports_title')} ${name + 1}`}</legend>
              <Form.Item name={[name, 'id']} hidden>
                <Input />
              </Form.Item>
              <Form.Item name={[name, 'name']} label={t('config.name')} rules={needed}>
                <Input autoComplete="off" maxLength={60} />
              </Form.Item>
              <Form.Item {...BY_SET} name={[name, 'schedule']} label={t('config.due')} rules={[aDay]}>
                <ScheduleField />
              </Form.Item>
              <Form.Item name={[name, 'contents']} label={t('config.report_contents')} getValueProps={(lines: string[] | undefined) => ({ value: (lines ?? []).join('\n') })} normalize={(text: string) => text.split('\n')}>
                <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
              </Form.Item>
              <div className="columns">
                <Form.Item name={[name, 'from_office']} label={t('config.report_from')} rules={needed}>
                  <Select options={kinds} />
                </Form.Item>
                <Form.Item name={[name, 'to_office']} label={t('config.report_to')} rules={needed}>
                  <Select options={kinds} />
                </Form.Item>
              </div>
              <Form.Item name={[name, 'zero_report']} valuePropName="checked">
                <Checkbox>{t('config.zero_report')}</Checkbox>
              </Form.Item>
              <Button danger icon={<DeleteOutlined />} onClick={() => remove(name)}>
                {t('do.remove')}
              </Button>
            </fieldset>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add(blank(form.getFieldValue('reports') ?? []))} style={{ marginBottom: 16 }}>
            {t('config.report_add')}
          </Button>
        </>
      )}
    </Form.List>
  );
}

/** Without the lines that nobody filled. */
export function wholeReports(reports: readonly Report[] | undefined): Report[] {
  return (reports ?? []).map((report) => ({ ...report, contents: report.contents.map((line) => line.trim()).filter((line) => line !== '') }));
}
