/** Buttons of a line in a list that has an order: up, down, away. */

import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';

import { useT } from '../../words';

/** The buttons; `name` says of which line, for those who hear them. */
export function Moves({ name, at, count, move, remove }: { name: string; at: number; count: number; move(from: number, to: number): void; remove(at: number): void }) {
  const t = useT();
  return (
    <span className="moves">
      <Button type="text" icon={<ArrowUpOutlined />} disabled={at === 0} aria-label={`${t('do.up')} ${name}`} onClick={() => move(at, at - 1)} />
      <Button type="text" icon={<ArrowDownOutlined />} disabled={at === count - 1} aria-label={`${t('do.down')} ${name}`} onClick={() => move(at, at + 1)} />
      <Button type="text" icon={<DeleteOutlined />} aria-label={`${t('do.remove')} ${name}`} onClick={() => remove(at)} />
    </span>
  );
}

/** A list with one of its lines elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const others = list.toSpliced(from, 1);
  return others.toSpliced(to, 0, ...list.slice(from, from + 1));
}
