/**
 * A list of records: a table on a desk, cards on a phone, the same records either way. Ten thousand rows scroll smoothly, because only
 * those in sight are drawn; arrow keys, Home, End and Enter work wherever the list has the focus.
 */

import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';

import { useSettings } from '../core/settings';
import { usePhone } from '../theme/layout';
import { Nothing } from './Page';

/** A column of the table. */
export interface Column<T> {
  key: string;
  title: ReactNode;
  /** A track of a CSS grid: `120px`, `minmax(12em, 2fr)`. */
  width?: string;
  right?: boolean;
  render(row: T): ReactNode;
}

/** A list of records. */
export interface RecordsProps<T> {
  /** What is listed, for those who hear the page. */
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  id(row: T): string;
  /** The record on a phone. */
  card(row: T): ReactNode;
  /** Where a record leads to. */
  href?(row: T): string;
  /** What happens instead of following `href`. */
  open?(row: T): void;
  /** Takes the rest of the page and scrolls by itself: for long lists. */
  fill?: boolean;
  /** What stands there without rows. */
  empty: string;
  /** Called when the end comes into sight. */
  onEnd?(): void;
}

/** What a card is thought to need until it was measured. */
const CARD_HEIGHT_PX = 84;

/** A list of records. */
export function Records<T>(props: RecordsProps<T>) {
  const phone = usePhone();
  if (props.rows.length === 0) return <Nothing text={props.empty} />;
  return phone ? <Cards {...props} /> : <Table {...props} />;
}

/** Draws what is in sight of a long list, all of a short one. */
function useWindow(count: number, fill: boolean, estimate: number, heads: number, onEnd?: () => void, keyOf?: (index: number) => string) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: fill ? count : 0,
    getScrollElement: () => frame.current,
    estimateSize: () => estimate,
    overscan: 12,
    ...(keyOf === undefined ? {} : { getItemKey: keyOf }),
    // The rows begin below the head, which stays in sight.
    scrollPaddingEnd: heads,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (fill && last >= count - 1) onEnd?.();
  }, [fill, last, count, onEnd]);
  const shown = fill ? items.map(({ index, start }) => ({ index, start })) : Array.from({ length: count }, (_, index) => ({ index, start: 0 }));
  return { frame, virtual, shown, height: fill ? virtual.getTotalSize() : undefined };
}

function Table<T>({ label, rows, columns, id, href, open, fill = false, onEnd }: RecordsProps<T>) {
  const { large } = useSettings();
  const prefix = useId();
  const [, go] = useLocation();
  const [at, setAt] = useState(0);
  const height = large ? 56 : 44;
  const { frame, virtual, shown, height: total } = useWindow(rows.length, fill, height, height, onEnd);
  const tracks = columns.map((column) => column.width ?? 'minmax(0, 1fr)').join(' ');
  const openable = href !== undefined || open !== undefined;
  const follow = (row: T) => (open !== undefined ? open(row) : href !== undefined ? go(href(row)) : undefined);
  const current = Math.min(at, rows.length - 1);

  const keys = (event: KeyboardEvent) => {
    const steps: { [key: string]: number } = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + 12,
      PageUp: current - 12,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(rows.length - 1, to));
      setAt(next);
      if (fill) virtual.scrollToIndex(next);
      else document.getElementById(`${prefix}${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && event.target === event.currentTarget) {
      const row = rows[current];
      if (row !== undefined) follow(row);
    }
  };

  return (
    <div
      ref={frame}
      className={fill ? 'records fill' : 'records'}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={`${prefix}${current}`}
      tabIndex={0}
      onKeyDown={keys}
    >
      <div className="row heads" role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
        {columns.map((column) => (
          <div key={column.key} role="columnheader" className={column.right === true ? 'cell right' : 'cell'}>
            {column.title}
          </div>
        ))}
      </div>
      <div role="rowgroup" style={fill ? { height: total, position: 'relative' } : undefined}>
        {shown.map(({ index, start }) => {
          const row = rows[index] as T;
          return (
            <div
              key={id(row)}
              id={`${prefix}${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === current}
              className={`row${openable ? ' openable' : ''}${index === current ? ' at' : ''}`}
              style={{
                gridTemplateColumns: tracks,
                ...(fill ? { position: 'absolute', top: 0, left: 0, right: 0, height, transform: `translateY(${start}px)` } : {}),
              }}
              onClick={(event) => {
                setAt(index);
                if (!(event.target as Element).closest('a,button,input,label')) follow(row);
              }}
            >
              <Cells row={row} columns={columns} fill={fill} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The cells of a row. Scrolling draws the rows that come into sight and leaves the others alone. */
const Cells = memo(function Cells<T>({ row, columns, fill }: { row: T; columns: readonly Column<T>[]; fill: boolean }) {
  return columns.map((column) => (
    <div key={column.key} role="gridcell" className={`cell${column.right === true ? ' right' : ''}${fill ? ' clip' : ''}`}>
      {column.render(row)}
    </div>
  ));
}) as <T>(props: { row: T; columns: readonly Column<T>[]; fill: boolean }) => ReactNode;

const Drawn = memo(function Drawn<T>({ row, card }: { row: T; card(row: T): ReactNode }) {
  return card(row);
}) as <T>(props: { row: T; card(row: T): ReactNode }) => ReactNode;

function Cards<T>({ label, rows, id, card, href, open, fill = false, onEnd }: RecordsProps<T>) {
  const ids = useRef(id);
  ids.current = id;
  // A height belongs to its record, wherever that comes to stand.
  const keyOf = useCallback((index: number) => ids.current(rows[index] as T), [rows]);
  const { frame, virtual, shown, height } = useWindow(rows.length, fill, CARD_HEIGHT_PX, 0, onEnd, keyOf);
  return (
    <div ref={frame} className={fill ? 'records fill' : 'records'} {...(fill ? { tabIndex: 0, role: 'group', 'aria-label': label } : {})}>
      <ul aria-label={label} style={fill ? { height, position: 'relative' } : undefined}>
        {shown.map(({ index, start }) => {
          const row = rows[index] as T;
          return (
            <li
              key={id(row)}
              data-index={index}
              ref={fill ? virtual.measureElement : undefined}
              style={fill ? { position: 'absolute', top: 0, left: 0, right: 0, transform: `translateY(${start}px)` } : undefined}
            >
              {open !== undefined ? (
                <button type="button" className="card" style={{ textAlign: 'left', font: 'inherit', background: 'none', border: 0 }} onClick={() => open(row)}>
                  <Drawn row={row} card={card} />
                </button>
              ) : href !== undefined ? (
                <Link className="card" href={href(row)}>
                  <Drawn row={row} card={card} />
                </Link>
              ) : (
                <div className="card"><Drawn row={row} card={card} /></div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
