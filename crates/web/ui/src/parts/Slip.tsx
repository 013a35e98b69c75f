/** The slip that a petitioner takes home: what was registered where, and the code that answers their question later. */

import { QRCode } from 'antd';
import type { ReactNode } from 'react';

import { useMe } from '../core/me';
import { useT } from '../words';
import { Facts } from './Page';
import { Day } from './Values';

/** What stands on a slip. */
export interface SlipProps {
  number: string;
  /** In capital letters and figures. */
  code: string;
  title: string;
  petitioner: string;
  received: string;
  /** The office that registered it; without it this one. */
  office?: string;
}

/** A receipt code in two halves, as it is read out: `K7Q2M-9RT4A`. */
export function codeText(code: string): string {
  const half = Math.ceil(code.length / 2);
  return code.includes('-') ? code : `${code.slice(0, half)}-${code.slice(half)}`;
}

/** The slip, on the screen as on paper. */
export function Slip({ number, code, title, petitioner, received, office, children }: SlipProps & { children?: ReactNode }) {
  const t = useT();
  const me = useMe();
  const by = office ?? me?.office_name ?? '';
  return (
    <article className="slip" aria-label={t('slip.title')}>
      <h2>{t('slip.title')}</h2>
      <Facts
        of={[
          [t('case.number'), number],
          [t('case.title'), title],
          [t('case.petitioner'), petitioner],
          [t('case.received_on'), <Day key="day" day={received} />],
          [t('slip.office'), by],
        ]}
      />
      <div className="code">
        <div aria-hidden>
          <QRCode type="svg" value={code} size={120} bordered={false} color="#000" bgColor="#fff" />
        </div>
        <div>
          <div className="quiet">{t('slip.code')}</div>
          <strong data-receipt-code={code}>{codeText(code)}</strong>
          <p className="small">{t('slip.about', { office: by })}</p>
        </div>
      </div>
      <div className="seal">{t('slip.seal')}</div>
      {children}
    </article>
  );
}
