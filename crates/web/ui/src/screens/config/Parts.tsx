/** Every part of the configuration by a form made from its schema, also what the other sections show in short; or the whole as a file. */

import { Alert, Button } from 'antd';
import { useMemo, useState } from 'react';

import type { JsonSchema } from '../../core/calls';
import { saveText } from '../../core/core';
import { useCall } from '../../core/hooks';
import type { Config } from '../../generated';
import { FileButton } from '../../parts/FileButton';
import { Section } from '../../parts/Page';
import { fieldsOf } from '../../parts/form/shape';
import { useT } from '../../words';
import { PartForm } from './PartForm';

/** Parts by name. Campaigns and calendar have sections of their own; the key for comparing numbers is on no screen. */
const PARTS: Record<Exclude<keyof Config, 'calendar' | 'campaigns' | 'match_key' | 'name'>, true> = {
  categories: true,
  routes: true,
  closing: true,
  satisfaction: true,
  matching: true,
  rounding: true,
  deadlines: true,
  colours: true,
  duties: true,
  group: true,
  lead_rules: true,
  numbering: true,
  retention: true,
  simple_track: true,
};
/** The name of such a part. */
export type Name = keyof typeof PARTS;

/** The section. */
export function Parts({ of, change }: { of: Config; change(parts: Partial<Config>): void }) {
  const t = useT();
  const [edited, setEdited] = useState<Name | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const schema = useCall('schema', { name: 'configuration' }).data as JsonSchema | undefined;
  const fields = useMemo(() => (schema === undefined ? [] : fieldsOf(schema)), [schema]);
  const load = async (file: File) => {
    try {
      change(JSON.parse(await file.text()) as Config);
      setWrong(null);
    } catch (thrown) {
      setWrong(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  return (
    <Section
      title={t('config.rest')}
      extra={
        <span className="wrap">
          <FileButton accept=".json,application/json" chosen={(file) => void load(file)}>
            {t('config.json_load')}
          </FileButton>
          <Button onClick={() => saveText('configuration.json', JSON.stringify(of, null, 2), 'application/json')}>{t('config.json_save')}</Button>
        </span>
      }
    >
      <div className="stack">
        <p className="quiet">{t('config.rest_about')}</p>
        {wrong !== null && <Alert type="error" showIcon role="alert" title={t('config.rest_wrong', { why: wrong })} />}
        <div className="wrap">
          {(Object.keys(PARTS) as Name[]).map((part) => (
            <Button key={part} disabled={fields.length === 0} onClick={() => setEdited(part)}>
              {t(`config.part.${part}`)}
            </Button>
          ))}
        </div>
      </div>
      <PartForm part={edited} fields={fields} of={of} close={() => setEdited(null)} save={change} />
    </Section>
  );
}
