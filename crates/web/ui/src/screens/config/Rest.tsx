/** Whatever has no form of its own: a part at a time as JSON, beside what its schema says; or the whole as a file. */

import { Alert, Button, Form, Input, Select, Upload } from 'antd';
import { useState } from 'react';

import type { JsonSchema } from '../../core/calls';
import { useCall } from '../../core/hooks';
import { saveText } from '../../core/core';
import type { Config } from '../../generated';
import { Section } from '../../parts/Page';
import { useT } from '../../words';

/** Parts by name; the key for comparing numbers is on no screen. */
const PARTS: Record<Exclude<keyof Config, 'match_key' | 'name'>, true> = {
  categories: true,
  routes: true,
  closing: true,
  satisfaction: true,
  matching: true,
  rounding: true,
  campaigns: true,
  deadlines: true,
  calendar: true,
  colours: true,
  duties: true,
  group: true,
  lead_rules: true,
  numbering: true,
  retention: true,
  simple_track: true,
};
type Name = keyof typeof PARTS;

/** The section. */
export function Rest({ of, change }: { of: Config; change(parts: Partial<Config>): void }) {
  const t = useT();
  const [part, setPart] = useState<Name>('categories');
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const text = typed ?? JSON.stringify(of[part], null, 2) ?? '';
  const read = (json: string, take: (value: unknown) => void) => {
    try {
      take(JSON.parse(json));
      setWrong(null);
      setTyped(null);
    } catch (thrown) {
      setWrong(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  return (
    <Section
      title={t('config.rest')}
      extra={
        <span className="wrap">
          <Upload
            accept=".json,application/json"
            showUploadList={false}
            beforeUpload={(file) => {
              void file.text().then((json) => read(json, (value) => change(value as Config)));
              return false;
            }}
          >
            <Button>{t('config.json_load')}</Button>
          </Upload>
          <Button onClick={() => saveText('configuration.json', JSON.stringify(of, null, 2), 'application/json')}>{t('config.json_save')}</Button>
        </span>
      }
    >
      <div className="stack">
        <p className="quiet">{t('config.rest_about')}</p>
        <Form layout="vertical">
          <Form.Item label={t('config.rest_which')} htmlFor="config-part">
            <Select
              id="config-part"
              value={part}
              style={{ maxWidth: 320 }}
              options={Object.keys(PARTS).map((value) => ({ value, label: t(`config.part.${value as Name}`) }))}
              onChange={(value) => {
                setPart(value);
                setTyped(null);
                setWrong(null);
              }}
            />
          </Form.Item>
          <Form.Item label={t('config.rest_text')} htmlFor="config-json">
            <Input.TextArea
              id="config-json"
              autoSize={{ minRows: 8, maxRows: 24 }}
              spellCheck={false}
              style={{ fontFamily: 'ui-monospace, Consolas, monospace' }}
              value={text}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={() => typed !== null && read(typed, (value) => change({ [part]: value }))}
            />
          </Form.Item>
        </Form>
        {wrong !== null && <Alert type="error" showIcon role="alert" title={t('config.rest_wrong', { why: wrong })} />}
        <Takes part={part} />
      </div>
    </Section>
  );
}

/** What the schema says of a part. */
function Takes({ part }: { part: Name }) {
  const t = useT();
  const schema = useCall('schema', { name: 'configuration' }).data as JsonSchema | undefined;
  if (schema === undefined) return null;
  const named = (of: JsonSchema | undefined): JsonSchema | undefined => {
    const ref = of?.$ref ?? of?.items?.$ref;
    return ref === undefined ? of : schema.$defs?.[ref.slice(ref.lastIndexOf('/') + 1)];
  };
  const whole = schema.properties?.[part];
  const members = Object.entries(named(whole)?.properties ?? {});
  return (
    <details>
      <summary>{t('config.rest_schema')}</summary>
      <p lang="en">{whole?.description}</p>
      <dl className="facts" lang="en">
        {members.map(([name, member]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{member.description ?? named(member)?.description}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
