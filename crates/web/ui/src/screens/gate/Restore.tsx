/** A new desk made from a backup: the file, its passphrase, and how this desk is locked. It has to be let in afterwards like any other. */

import { UploadOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';

import { giveFile } from '../../core/core';
import { useAct } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import { FileButton } from '../../parts/FileButton';
import { useT } from '../../words';
import { Keys, type KeysChoice, keysFault } from './Keys';
import { Sheet } from './Sheet';

/** The page. `back` leads to the code: after a restoring too. */
export function Restore({ back }: { back(restored: boolean): void }) {
  const t = useT();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [keys, setKeys] = useState<KeysChoice>({ lock: 'passphrase', passphrase: '', repeat: '' });
  const restore = useAct('shell.restore', () => back(true));
  const run = async () => {
    if (file === null) return;
    const name = await giveFile(file);
    await restore.run({ file: name, passphrase, ...(keys.lock === 'passphrase' ? { new: keys.passphrase } : {}) });
  };
  return (
    <Sheet title={t('restore.title')}>
      <p className="quiet">{t('restore.about')}</p>
      <Form layout="vertical" onFinish={() => void run()} requiredMark={false} disabled={restore.busy}>
        <Form.Item label={t('restore.file')}>
          <FileButton icon={<UploadOutlined />} chosen={setFile}>
            {file?.name ?? t('restore.choose')}
          </FileButton>
        </Form.Item>
        <Form.Item label={t('restore.passphrase')} htmlFor="backup-passphrase">
          <Input.Password id="backup-passphrase" autoComplete="off" value={passphrase} onChange={(event) => setPassphrase(event.target.value)} />
        </Form.Item>
        <Keys value={keys} set={setKeys} />
        <div className="stack" style={{ gap: 8 }}>
          <Button type="primary" htmlType="submit" block loading={restore.busy} disabled={file === null || passphrase === '' || keysFault(keys) !== null}>
            {t('restore.do')}
          </Button>
          <Button block onClick={() => back(false)}>
            {t('restore.back')}
          </Button>
        </div>
      </Form>
      <FailureNote failure={restore.failure} />
    </Sheet>
  );
}
