/** A failure as people can use it: the model's own sentence, the rule, what is missing, who could do it, and what to do next. */

import { Alert, Button } from 'antd';

import { type Failure, unsaid } from '../core/failure';
import { useT } from '../words';
import { ruleText } from './rule';

/** Shows a failure; nothing where there is none. */
export function FailureNote({ failure, again, close }: { failure: Failure | null; again?: () => void; close?: () => void }) {
  const t = useT();
  if (failure === null) return null;
  const more = stillMissing(failure).length > 0 || whoElse(failure).length > 0 || failure.rule !== null || nextSaid(failure) !== null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-code={failure.code}
      title={<span className="sentences">{failure.message}</span>}
      description={more ? <Details failure={failure} /> : undefined}
      action={again === undefined ? undefined : <Button onClick={again}>{t('failure.again')}</Button>}
      closable={close === undefined ? false : { onClose: close, 'aria-label': t('do.close') }}
    />
  );
}

/** What is missing, who could do it, the rule, what next. */
function Details({ failure }: { failure: Failure }) {
  const t = useT();
  const [next, who, missing] = [nextSaid(failure), whoElse(failure), stillMissing(failure)];
  return (
    <div className="stack" style={{ gap: 4 }}>
      {missing.length > 0 && (
        <div>
          {t('failure.missing')}
          <ul style={{ paddingLeft: '1.4em' }}>
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      {who.length > 0 && (
        <p>
          {t('failure.who_could')}
          {who.join(t('list.comma'))}
        </p>
      )}
      {next !== null && <p>{next}</p>}
      {failure.rule !== null && (
        <p className="quiet">
          {t('failure.rule')}
          {ruleText(failure.rule, t)}
        </p>
      )}
    </div>
  );
}

/** What is missing, as far as the sentence does not name it itself. */
function stillMissing(failure: Failure): string[] {
  return unsaid(failure.message, failure.missing);
}

/** Who could do it, as far as the sentence does not name them itself. */
function whoElse(failure: Failure): string[] {
  return unsaid(failure.message, failure.whoCould);
}

/** What to do next, unless it is a command for a terminal. */
function nextSaid(failure: Failure): string | null {
  return failure.next === null || failure.next.startsWith('taizhang ') ? null : failure.next;
}
