/** Reading an office's own spreadsheet: first what would come of it, cell by cell; then, if somebody says so, the cases. */

import { UploadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Select } from 'antd';
import { useState } from 'react';

import { giveFile } from '../../core/core';
import { Failure } from '../../core/failure';
import { useAct } from '../../core/hooks';
import { useMe } from '../../core/me';
import { useWords } from '../../core/words';
import type { Params } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { FileButton } from '../../parts/FileButton';
import { OfficePicker } from '../../parts/form/Picker';
import { PageHead, Section } from '../../parts/Page';
import { useT } from '../../words';
import { CHANNELS } from '../register/draft';
import { type Read, Report } from './Report';

type Asked = Omit<Params['import'], 'apply'>;

/** The page of the import. */
export default function Import() {
  const t = useT();
  const words = useWords();
  const me = useMe();
  const [file, setFile] = useState<File | null>(null);
  const [home, setHome] = useState<string | null>(null);
  const [channel, setChannel] = useState('screening');
  const [details, setDetails] = useState(false);
  const [report, setReport] = useState<{ asked: Asked; read: Read } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const reading = useAct('import');

  const anew = () => {
    setReport(null);
    setFailure(null);
    reading.reset();
  };
  const look = async () => {
    if (file === null) return;
    anew();
    try {
      const asked: Asked = { file: await giveFile(file), channel, details, ...(home === null ? {} : { home }) };
      const read = await reading.run(asked);
      if (read !== undefined) setReport({ asked, read });
    } catch (thrown) {
      setFailure(Failure.of(thrown));
    }
  };
  const register = async () => {
    if (report === null) return;
    const read = await reading.run({ ...report.asked, apply: true });
    if (read !== undefined) setReport({ ...report, read });
  };

  return (
    <div className="body">
      <PageHead title={t('import.title')} about={t('import.about')} />
      {report?.read.applied !== true && (
        <Section title={t('import.choose')}>
          <Form layout="vertical" component="div" style={{ maxWidth: 560 }} disabled={reading.busy}>
            <Form.Item>
              <FileButton
                icon={<UploadOutlined />}
                accept=".xlsx"
                chosen={(file) => {
                  anew();
                  setFile(file);
                }}
              >
                {file?.name ?? t('import.choose')}
              </FileButton>
            </Form.Item>
            <Form.Item label={t('import.home')} htmlFor="home">
              <OfficePicker
                id="home"
                hint={me?.office_name ?? t('form.choose')}
                value={home}
                set={(value) => {
                  anew();
                  setHome(value as string | null);
                }}
              />
            </Form.Item>
            <Form.Item label={t('import.channel')} htmlFor="channel">
              <Select
                id="channel"
                value={channel}
                options={CHANNELS.map((code) => ({ value: code, label: words.value('channel', code) }))}
                onChange={(value) => {
                  anew();
                  setChannel(value);
                }}
              />
            </Form.Item>
            <Form.Item extra={t('import.details_about')}>
              <Checkbox
                checked={details}
                onChange={(event) => {
                  anew();
                  setDetails(event.target.checked);
                }}
              >
                {t('import.details')}
              </Checkbox>
            </Form.Item>
            {report === null && (
              <Button type="primary" disabled={file === null} loading={reading.busy} onClick={() => void look()}>
                {t('import.preview')}
              </Button>
            )}
          </Form>
        </Section>
      )}
      <FailureNote failure={failure ?? reading.failure} close={anew} />
      {report !== null && (
        <Report
          read={report.read}
          busy={reading.busy}
          register={() => void register()}
          again={() => {
            anew();
            setFile(null);
          }}
        />
      )}
    </div>
  );
}
