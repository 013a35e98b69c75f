/** Who reads the case. */

import { useAct } from '../../core/hooks';
import type { NameOf } from '../../parts/phrases';
import { Section } from '../../parts/Page';
import { Readers } from '../../parts/Readers';
import { useT } from '../../words';
import type { Shown } from './useCase';

/** The offices that read a case. */
export function Audience({ shown, nameOf }: { shown: Shown; nameOf: NameOf }) {
  const t = useT();
  const { id, home } = shown.case;
  const share = useAct('case.share');
  const withdraw = useAct('case.withdraw');
  return (
    <Section title={t('kase.audience')}>
      <Readers
        readers={shown.audience}
        home={home}
        nameOf={nameOf}
        share={(office) => share.run({ case: id, office })}
        withdraw={(office) => void withdraw.run({ case: id, office })}
        busy={share.busy}
        failure={share.failure ?? withdraw.failure}
        reset={() => (share.reset(), withdraw.reset())}
      />
    </Section>
  );
}
