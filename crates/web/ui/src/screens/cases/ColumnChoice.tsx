/** Which columns the list shows; kept on this device. */

import { TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';

import { useT } from '../../words';
import type { Chosen } from './Cases';

/** The choice of columns. The number stays: without it no case can be told from another. */
export function ColumnChoice({ columns, shown, set }: { columns: readonly Chosen[]; shown: readonly string[]; set(shown: string[]): void }) {
  const t = useT();
  const choice = (
    <Checkbox.Group
      className="stack"
      style={{ gap: 8 }}
      value={[...shown]}
      options={columns.map(({ key, name }) => ({ value: key, label: name, disabled: key === 'number' }))}
      onChange={(keys) => set(['number', ...keys.filter((key) => key !== 'number')])}
    />
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={t('cases.columns')} content={choice}>
      <Button icon={<TableOutlined />}>{t('cases.columns')}</Button>
    </Popover>
  );
}
