/** Where a page of a restricted case was asked for by somebody who may not read it: that, and the way to where it can be opened. */

import { Link } from 'wouter';

import { caseHref } from '../../parts/Cases';
import { Nothing } from '../../parts/Page';
import { useT } from '../../words';

/** The sentence and the way. */
export function NotReadable({ id }: { id: string }) {
  const t = useT();
  return (
    <div className="body">
      <Nothing text={t('kase.withheld')} action={<Link href={caseHref(id)}>{t('register.open_case')}</Link>} />
    </div>
  );
}
