/** The list as a file: a workbook, or text with commas for programs that read no other. What is written is what is listed. */

import { DownloadOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';

import { saveTable, saveWorkbook } from '../../core/core';
import { useT } from '../../words';

/** A button, and the two kinds of file behind it. `rows` null: not all of them are here yet. */
export function Export({ rows }: { rows: (() => string[][]) | null }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const name = t('cases.file');
  const as = (save: () => unknown) => () => {
    setOpen(false);
    void save();
  };
  const choice = (
    <div className="stack" style={{ gap: 8 }}>
      <Button block type="primary" onClick={as(() => rows !== null && saveWorkbook(name, rows()))}>
        {t('cases.export_xlsx')}
      </Button>
      <Button block onClick={as(() => rows !== null && saveTable(`${name}.csv`, rows()))}>
        {t('cases.export_csv')}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={choice} open={open && rows !== null} onOpenChange={setOpen}>
      <Button icon={<DownloadOutlined />} disabled={rows === null}>
        {t('cases.export')}
      </Button>
    </Popover>
  );
}
