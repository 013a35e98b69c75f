/** What ids point at, by name: a case, an entry. Asked for one by one, because few are shown at a time. */

import { Link } from 'wouter';

import { useCall } from '../core/hooks';
import { useT } from '../words';
import { caseHref } from './Cases';

/** Letters of an id that stand for what is not on this device. */
const SHORT = 8;

/** A case by its number and title; by its id where this device does not hold it. */
export function CaseRef({ id }: { id: string }) {
  const t = useT();
  const view = useCall('case.show', { case: id }).data?.case;
  if (view === undefined) return <span className="number">{id.slice(0, SHORT)}</span>;
  return (
    <Link href={caseHref(id)}>
      {view.number} {view.title || t('case.untitled')}
    </Link>
  );
}

/** An entry of the register by its name. */
export function EntryRef({ id }: { id: string }) {
  const view = useCall('entry.show', { entry: id }).data;
  const values = view?.entry.values ?? {};
  const name = [values['title'], values['name'], values['theme'], view?.kind_zh].find((one) => typeof one === 'string' && one !== '');
  return <Link href={`/entry/${id}`}>{typeof name === 'string' ? name : id.slice(0, SHORT)}</Link>;
}
