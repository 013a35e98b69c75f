/** A code that was just made, to hand over: as a QR code and a link for a browser, and letter by letter; also on paper. */

import { CopyOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button, QRCode } from 'antd';

import { useNames } from '../../core/names';
import { invitationLink } from '../../core/invitation';
import type { Answers } from '../../generated';
import { Facts, Section } from '../../parts/Page';
import { Moment } from '../../parts/Values';
import { colours } from '../../theme/theme';
import { useT } from '../../words';

const QR_PX = 208;

/** The section. */
export function NewCode({ made, close }: { made: Answers['enrol.invite']; close(): void }) {
  const t = useT();
  const { message } = App.useApp();
  const names = useNames();
  const link = invitationLink(location.origin, made.code);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => void message.success(t('code.copied')),
      () => void message.error(t('code.not_copied')),
    );
  return (
    <Section
      title={t('code.made')}
      extra={
        <span className="wrap no-print">
          <Button icon={<CopyOutlined />} onClick={() => void copy()}>
            {t('code.copy')}
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => print()}>
            {t('do.print')}
          </Button>
          <Button onClick={close}>{t('code.put_away')}</Button>
        </span>
      }
    >
      <div className="wrap" style={{ gap: 24, alignItems: 'flex-start' }}>
        <div role="img" aria-label={t('code.qr')}>
          <div aria-hidden>
            <QRCode type="svg" value={link} size={QR_PX} color={colours.ink} bgColor={colours.paper} errorLevel="M" />
          </div>
        </div>
        <div className="stack" style={{ flex: '1 1 20em', minWidth: 0 }}>
          <p>{t('code.made_about')}</p>
          <Facts
            of={[
              [t('code.for'), `${names.office(made.office)} ${names.staff(made.staff)}`],
              [t('code.until'), <Moment key="until" ms={made.until_ms} />],
              [
                t('code.code'),
                <strong key="code" className="number" style={{ whiteSpace: 'normal' }} data-code>
                  {made.code}
                </strong>,
              ],
              [t('code.link'), <span key="link">{link}</span>],
            ]}
          />
          <p className="quiet">
            {t('code.first_sync')}
            {t('code.check_next')}
          </p>
        </div>
      </div>
    </Section>
  );
}
