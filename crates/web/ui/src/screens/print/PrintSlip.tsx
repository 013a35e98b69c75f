/** The slip of a case again: of its registration, or of a further contact. */

import { PrinterOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { Link, useParams } from 'wouter';

import { useAsked } from '../../core/place';
import { useSettings } from '../../core/settings';
import type { CaseView } from '../../generated';
import { caseHref } from '../../parts/Cases';
import { FailureNote } from '../../parts/FailureNote';
import { dayText } from '../../parts/format';
import { PageHead, Reach } from '../../parts/Page';
import { useShortcut } from '../../parts/shortcuts';
import { Slip } from '../../parts/Slip';
import { usePhone } from '../../theme/layout';
import { useT } from '../../words';
import { NotReadable } from '../case/NotReadable';
import { useCase } from '../case/useCase';

/** The slips that a case has: its registration's, and one for each further contact. */
function slipsOf(view: CaseView): { code: string; on: string; office: string }[] {
  const contacts = (view.intake?.contacts ?? []).map((contact) => ({ code: contact.receipt_code, on: contact.received_on, office: contact.office }));
  const own = { code: view.receipt_code, on: view.received_on ?? '', office: view.home };
  return [...(contacts.some(({ code }) => code === own.code) ? [] : [own]), ...contacts].filter(({ code }) => code !== '');
}

/** The slip of the case that the address names. */
export default function PrintSlip() {
  const t = useT();
  const phone = usePhone();
  const { language } = useSettings();
  const { case: id = '' } = useParams();
  const [asked, change] = useAsked();
  const { shown, nameOf, failure } = useCase(id);
  useShortcut('mod+p', t('do.print'), () => print());
  if (shown?.case.reading?.state === 'withheld') return <NotReadable id={id} />;
  const view = shown?.case;
  const slips = view === undefined ? [] : slipsOf(view);
  const slip = slips.find(({ code }) => code === asked.get('code')) ?? slips[0];
  const button = (
    <Button type="primary" icon={<PrinterOutlined />} disabled={slip === undefined} onClick={() => print()}>
      {t('do.print')}
    </Button>
  );
  return (
    <div className="body">
      <div className="no-print stack">
        <PageHead title={t('print.slip')} about={view === undefined ? '\u00a0' : <Link href={caseHref(id)}>{`${view.number} ${view.title}`}</Link>} actions={phone ? undefined : button} />
        <FailureNote failure={failure} />
        {slips.length > 1 && (
          <Segmented
            value={slip?.code ?? ''}
            options={slips.map(({ code, on }, index) => ({ value: code, label: index === 0 ? t('print.slip_of') : t('print.slip_contact', { day: dayText(on, language, { brief: true }) }) }))}
            onChange={(code) => change({ code })}
          />
        )}
      </div>
      {view !== undefined && slip !== undefined && (
        <Slip number={view.number} code={slip.code} title={view.title} petitioner={view.petitioner} received={slip.on} office={nameOf(slip.office)} />
      )}
      {phone && <Reach>{button}</Reach>}
    </div>
  );
}
