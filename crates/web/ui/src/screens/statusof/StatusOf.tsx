/** The petitioner's question at the counter: what a receipt code entitles to, and nothing else of the case. */

import { ScanOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';

import { useAct } from '../../core/hooks';
import type { Answers } from '../../generated';
import { FailureNote } from '../../parts/FailureNote';
import { PageHead, Section } from '../../parts/Page';
import { Day } from '../../parts/Values';
import { type Key, useT } from '../../words';
import { Scan } from '../gate/Scan';

type Status = Answers['status-of'];

/** The page of the counter. Asking is logged, so nothing is asked while somebody types. */
export default function StatusOf() {
  const t = useT();
  const [code, setCode] = useState('');
  const [scanning, setScanning] = useState(false);
  const [status, setStatus] = useState<Status | null>(null);
  const ask = useAct('status-of', setStatus);
  const lookUp = (code: string) => {
    setStatus(null);
    void ask.run({ code: code.trim() });
  };
  return (
    <div className="body" style={{ maxWidth: 760, marginLeft: 0 }}>
      <PageHead title={t('status_of.title')} about={t('status_of.about')} />
      <Section title={t('status_of.code')}>
        <Form layout="vertical" onFinish={() => lookUp(code)} className="stack" style={{ gap: 12 }}>
          <Input
            autoFocus
            size="large"
            autoComplete="off"
            spellCheck={false}
            aria-label={t('status_of.code')}
            placeholder="K7Q2M-9RT4A"
            value={code}
            onChange={(event) => setCode(event.target.value.toUpperCase())}
          />
          {scanning && (
            <div style={{ maxWidth: 320 }}>
              <Scan
                found={(text) => {
                  setCode(text);
                  setScanning(false);
                  lookUp(text);
                }}
              />
            </div>
          )}
          <div className="wrap">
            <Button type="primary" htmlType="submit" icon={<SearchOutlined />} loading={ask.busy} disabled={code.trim() === ''}>
              {t('status_of.ask')}
            </Button>
            <Button icon={<ScanOutlined />} onClick={() => setScanning(!scanning)}>
              {t(scanning ? 'enrol.scan_stop' : 'enrol.scan')}
            </Button>
          </div>
        </Form>
      </Section>
      <FailureNote failure={ask.failure} />
      <div aria-live="polite">{status !== null && <Told status={status} />}</div>
    </div>
  );
}

/** What may be told, from the first day to the last. */
export function stepsOf(status: Status): { what: Key; on: string; number?: string | null; text?: string }[] {
  const notices = (what: Key, of: Status['accepted']) => of.map(({ on, number, text }) => ({ what, on, number: number ?? null, text }));
  return [
    ...(status.registered_on ? [{ what: 'status_of.registered' as const, on: status.registered_on }] : []),
    ...status.forwarded_on.map((on) => ({ what: 'status_of.forwarded' as const, on })),
    ...notices('status_of.accepted', status.accepted),
    ...notices('status_of.not_accepted', status.not_accepted),
    ...notices('status_of.extended', status.extended),
    ...notices('status_of.handling', status.handling_opinions),
    ...notices('status_of.review', status.review_opinions),
    ...notices('status_of.reexamination', status.reexamination_opinions),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function Told({ status }: { status: Status }) {
  const t = useT();
  return (
    <Section title={t('status_of.told')}>
      <ol className="stack" style={{ listStyle: 'none', gap: 14 }}>
        {stepsOf(status).map(({ what, on, number, text }, index) => (
          <li key={`${what} ${on} ${index}`}>
            <div className="wrap">
              <strong>{t(what)}</strong>
              <Day day={on} weekday />
              <span className="quiet">{number}</span>
            </div>
            {text ? <p className="sentences">{text}</p> : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}
