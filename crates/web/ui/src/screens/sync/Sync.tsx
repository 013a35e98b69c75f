/** How the exchange with the server stands, for anyone: when all was exchanged last, what waits, what was refused and why. */

import { CheckCircleFilled, CloudOutlined, SyncOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { Link } from 'wouter';

import { useAct, useCall } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import { Failure } from '../../core/failure';
import { lastSettledMs } from '../../core/settled';
import { Facts, PageHead, Section } from '../../parts/Page';
import { Moment } from '../../parts/Values';
import { useT } from '../../words';
import { Findings } from './Findings';

/** The page of the exchange. */
export default function Sync() {
  const t = useT();
  const sync = useCall('shell.sync', {});
  const status = useCall('status', {});
  const now = useAct('shell.sync_now');
  // What the core said last does not hold any more where it cannot be asked.
  const [state, me] = [sync.failure === null ? sync.data : undefined, status.data];
  const settled = lastSettledMs(state);
  const isShutOut = state?.phase === 'not_let_in';
  return (
    <div className="body">
      <PageHead
        title={t('sync.title')}
        actions={
          <Button type="primary" icon={<SyncOutlined />} loading={now.busy} onClick={() => void now.run({})}>
            {t('sync.now')}
          </Button>
        }
      />
      <FailureNote failure={now.failure ?? sync.failure ?? status.failure} />
      {state?.error ? (
        <FailureNote failure={new Failure(state.error)} />
      ) : (
        me?.not_let_in && <Alert type="error" showIcon title={t('sync.not_let_in')} description={t('sync.not_let_in_about')} />
      )}
      {sync.failure === null && (
        <Section title={state?.online === true ? <Online /> : <Offline shutOut={isShutOut} />}>
          <div className="stack">
            {state !== undefined && (
              <p>
                {state.waiting === 0 ? t('sync.all_sent') : t(isShutOut ? 'sync.waits_in_vain' : 'sync.waits', { n: state.waiting })}
                {isShutOut && state.waiting > 0 && <Link href="/bundles"> {t('bundle.title')}</Link>}
                {state.refused > 0 && <span className="late"> {t('sync.refused', { n: state.refused })}</span>}
              </p>
            )}
            <Facts
              of={[
                [t('sync.last'), state === undefined ? null : settled === null ? t('sync.never') : <Moment ms={settled} />],
                [t('sync.phase'), state === undefined ? null : t(`sync.phase.${state.phase}`)],
                [t('sync.relay'), state?.relay],
                [t('sync.received'), state === undefined ? null : t('sync.n', { n: state.received })],
                [t('sync.sent'), state === undefined ? null : t('sync.n', { n: state.sent })],
                [t('sync.lag'), state?.lag ? t('lists.lag', { n: state.lag }) : null],
                [t('sync.let_in_until'), me?.let_in_until_ms ? <Moment ms={me.let_in_until_ms} /> : null],
              ]}
            />
          </div>
        </Section>
      )}
      {me !== undefined && (
        <Section title={t('sync.device')}>
          <Facts
            of={[
              [t('enrol.county'), me.county],
              [t('enrol.office'), me.office_name],
              [t('enrol.staff'), me.staff_name],
              [t('sync.cases'), t('sync.n_cases', { n: me.cases })],
              [t('sync.parked'), me.waiting === 0 ? null : t('sync.n', { n: me.waiting })],
              [t('sync.quarantined'), me.quarantined === 0 ? null : <Link href="/quarantine">{t('sync.n', { n: me.quarantined })}</Link>],
            ]}
          />
        </Section>
      )}
      {me !== undefined && <Findings me={me} />}
    </div>
  );
}

function Online() {
  const t = useT();
  return (
    <span className="done">
      <CheckCircleFilled /> {t('sync.online')}
    </span>
  );
}

function Offline({ shutOut }: { shutOut: boolean }) {
  const t = useT();
  return (
    <span>
      <CloudOutlined /> {t(shutOut ? 'sync.shut_out_saved_here' : 'sync.saved_here')}
    </span>
  );
}
