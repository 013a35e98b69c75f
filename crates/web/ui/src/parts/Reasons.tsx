/** Why two matters may be one, or may not: each likeness a tag, what speaks against it without colour. */

import { useWords } from '../core/words';
import type { Reason } from '../generated';
import { useT } from '../words';
import { reasonText } from './reason';

/** The reasons. */
export function Reasons({ of }: { of: readonly Reason[] }) {
  const t = useT();
  const words = useWords();
  return of.map((one) => (
    <span key={`${one.kind} ${one.detail}`} className={one.points < 0 ? 'tag' : 'tag blue'}>
      {words.code(one.kind)} {reasonText(one, t)}
    </span>
  ));
}
