/** Changes of a configuration, place by place, in words. */

import { isKey, useT } from '../../words';
import { useWords } from '../../core/words';
import { Nothing } from '../../parts/Page';
import { type Change, gainedAndLost } from './diff';

/** Its value is a key, and is on no screen. */
const SECRET = 'match_key';

/** What people call a part, and a field: in some parts it is called otherwise than in the rest. */
function useStepName(): (name: string, within: string) => string {
  const t = useT();
  const words = useWords();
  return (name, within) => {
    const key = [`config.${within}.${name}`, `config.field.${name}`, `config.part.${name}`].find(isKey);
    return key === undefined ? words.value('config', name) : t(key);
  };
}

/** What people call a field of a part. */
export function useFieldName(part: string): (name: string) => string {
  const step = useStepName();
  return (name) => step(name, part);
}

/** What people call a place. */
export function usePlaceName(): (path: readonly string[]) => string {
  const step = useStepName();
  return (path) => path.map((name, at) => step(name, at === 0 ? 'part' : (path[0] ?? ''))).join(' › ');
}

/** What people call a value with a fixed meaning. */
export function useCodeName(): (field: string, code: string) => string {
  const t = useT();
  const words = useWords();
  return (field, code) => {
    const key = `config.value.${code}`;
    if (isKey(key)) return t(key);
    return words.value(OFFICE_KINDS.has(field) ? 'office_kind' : 'config', code);
  };
}

/** The list. */
export function Changes({ of }: { of: readonly Change[] }) {
  const t = useT();
  const place = usePlaceName();
  if (of.length === 0) return <Nothing text={t('config.no_changes')} />;
  return (
    <ul className="stack" style={{ gap: 10, listStyle: 'none' }} data-changes={of.length}>
      {of.map((change) => (
        <li key={change.path.join(' ')}>
          <div>
            <strong>{place(change.path)}</strong>{' '}
            {change.before === undefined && <span className="tag green">{t('config.added')}</span>}
            {change.after === undefined && <span className="tag red">{t('config.removed')}</span>}
            {change.order === true && <span className="tag">{t('config.order')}</span>}
          </div>
          {change.path[0] === SECRET ? <span className="quiet">{t('config.secret')}</span> : <What of={change} />}
        </li>
      ))}
    </ul>
  );
}

function What({ of }: { of: Change }) {
  const t = useT();
  const list = of.order === true ? null : gainedAndLost(of);
  if (list !== null) {
    return (
      <>
        {list.gained.length > 0 && <Line mark={t('config.added')} text={list.gained.join(t('list.comma'))} />}
        {list.lost.length > 0 && <Line mark={t('config.removed')} text={list.lost.join(t('list.comma'))} />}
      </>
    );
  }
  return (
    <>
      {of.before !== undefined && <Line mark={t('config.before')} value={of.before} />}
      {of.after !== undefined && <Line mark={t('config.after')} value={of.after} />}
    </>
  );
}

function Line({ mark, text, value }: { mark: string; text?: string; value?: unknown }) {
  const said = useSaid();
  return (
    <div className="small sentences">
      <span className="quiet">{mark}</span> {text ?? said(value)}
    </div>
  );
}

/** Of these the value is a kind of office. */
const OFFICE_KINDS = new Set(['from_office', 'to_office', 'kind']);

/** A value in words; what has parts of its own with their names, what is empty left out. */
function useSaid(): (value: unknown) => string {
  const t = useT();
  const code = useCodeName();
  const place = usePlaceName();
  const isEmpty = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0);
  const said = (value: unknown, name = ''): string => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (isEmpty(value)) return t('config.nothing');
    if (typeof value === 'string') return code(name, value);
    if (Array.isArray(value)) return value.map((one) => said(one)).join(value.some((one) => typeof one === 'object') ? t('config.part_break') : t('list.comma'));
    if (typeof value !== 'object') return String(value);
    const parts = Object.entries(value as object).filter(([, part]) => !isEmpty(part));
    return parts.map(([part, of]) => t('config.part_is', { name: place([part]), value: said(of, part) })).join(t('config.part_break'));
  };
  return said;
}
