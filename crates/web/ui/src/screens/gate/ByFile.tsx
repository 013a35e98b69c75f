/** Where the server cannot be reached: a file that another device of the county wrote brings what the relay would have. */

import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';

import { FileButton } from '../../parts/FileButton';
import { useT } from '../../words';

/** The choice of the file; null: not this way. */
export function ByFile({ file, choose }: { file: File | null; choose(file: File | null): void }) {
  const t = useT();
  return (
    <div className="stack" style={{ gap: 8, marginBottom: 16 }}>
      <p className="quiet small">{t('enrol.by_file_about')}</p>
      <div className="wrap">
        <FileButton icon={<UploadOutlined />} chosen={choose}>
          {file?.name ?? t('enrol.file')}
        </FileButton>
        {file !== null && <Button onClick={() => choose(null)}>{t('enrol.no_file')}</Button>}
      </div>
    </div>
  );
}
