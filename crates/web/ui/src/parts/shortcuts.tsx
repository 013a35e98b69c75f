/**
 * Keys for every frequent action on a desk. `?` shows them. Single letters only work outside of fields, which Escape leaves, and
 * can be switched off altogether in the settings, for people who speak to their machine.
 */

import { Modal } from 'antd';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';

import { settings } from '../core/settings';
import { useT } from '../words';

/** A key or two after each other (`g t`), or with Ctrl (`mod+enter`). */
interface Shortcut {
  keys: string;
  label: string;
  run(): void;
}

const SEQUENCE_MS = 900;
let table: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Shortcut[]): void {
  table = next;
  for (const listener of listeners) listener();
}

/** A key for as long as the component is there. The latest one of several wins. */
export function useShortcut(keys: string, label: string, run: (() => void) | null): void {
  const latest = useRef(run);
  latest.current = run;
  const on = run !== null;
  useEffect(() => {
    if (!on) return;
    const shortcut: Shortcut = { keys, label, run: () => latest.current?.() };
    change([shortcut, ...table]);
    return () => change(table.filter((one) => one !== shortcut));
  }, [keys, label, on]);
}

/** The key that an event is, as shortcuts name it. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string | null {
  if (event.altKey || ['Control', 'Shift', 'Meta', 'Alt'].includes(event.key)) return null;
  const key = event.key.toLowerCase();
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** A field that the keys wait for: not one whose list is open, nor one in a dialogue, for Escape closes these. */
function isLeft(target: EventTarget | null): target is HTMLElement {
  return isTyping(target) && (target as HTMLElement).matches(':not([aria-expanded=true], .ant-modal *, .ant-drawer *)');
}

/** Listens for all shortcuts. Called once, by the frame. */
export function useShortcutKeys(): void {
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const heard = (event: KeyboardEvent) => {
      const key = keyOf(event);
      if (key === null || event.defaultPrevented || event.isComposing) return;
      if (key === 'escape' && isLeft(event.target)) {
        // Browsers would empty a field for searches.
        event.preventDefault();
        return event.target.blur();
      }
      const plain = !key.startsWith('mod+');
      if (plain && (isTyping(event.target) || !settings().shortcuts || document.querySelector('.ant-modal-wrap:not([style*="none"])'))) return;
      const both = first !== null && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${key}` : null;
      const found = table.find((one) => one.keys === both) ?? table.find((one) => one.keys === key);
      first = { key, at: event.timeStamp };
      if (found === undefined) return;
      event.preventDefault();
      first = null;
      found.run();
    };
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, []);
}

let show: () => void = () => undefined;

/** Opens the list of keys. */
export function showShortcuts(): void {
  show();
}

/** The list of keys that `?` opens. */
export function ShortcutHelp() {
  const t = useT();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    show = () => setShown(true);
    return () => void (show = () => undefined);
  }, []);
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => table,
  );
  useShortcut('?', t('keys.help'), () => setShown(true));
  const unique = all.filter((one, index) => all.findIndex((other) => other.keys === one.keys) === index);
  return (
    <Modal open={shown} title={t('keys.title')} footer={null} onCancel={() => setShown(false)} destroyOnHidden>
      <dl className="facts">
        <dt>
          <kbd>Esc</kbd>
        </dt>
        <dd>{t('keys.leave')}</dd>
        {unique.toReversed().map(({ keys, label }) => (
          <div key={keys} style={{ display: 'contents' }}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key} style={{ marginRight: 4 }}>
                  {key.replace('mod+', 'Ctrl ').replace('enter', '⏎')}
                </kbd>
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
