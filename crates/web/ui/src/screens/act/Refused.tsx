/** Why an act cannot be recorded yet, in one line: the model's sentence, and what it does not say itself. */

import { type Failure, unsaid } from '../../core/failure';
import { useT } from '../../words';

/** The act would name another of the case, and there is none: the model says so of the specimen it was asked about. */
const NONE_TO_NAME = new Set(['no_such_act', 'no_such_promise']);

/** A refusal in a line. */
export function Refused({ refusal }: { refusal: Failure }) {
  const t = useT();
  if (NONE_TO_NAME.has(refusal.code)) return <span className="sentences">{t('act.none_to_name')}</span>;
  const [missing, who] = [unsaid(refusal.message, refusal.missing), unsaid(refusal.message, refusal.whoCould)];
  return (
    <span className="sentences">
      {refusal.message}
      {missing.length > 0 && ` ${t('failure.missing')}${missing.join(t('list.comma'))}`}
      {who.length > 0 && ` ${t('failure.who_could')}${who.join(t('list.comma'))}`}
    </span>
  );
}
