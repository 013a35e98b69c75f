/** The head of a page, and sections below it. */

import type { ReactNode } from 'react';
import { useEffect, useId } from 'react';

import { t } from '../words';

/** A page's title, what it is about, and what can be done here. */
export function PageHead({ title, about, actions }: { title: string; about?: ReactNode; actions?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title]);
  return (
    <div className="head">
      <div className="said">
        <h1>{title}</h1>
        {about === undefined ? null : <div className="quiet">{about}</div>}
      </div>
      {actions === undefined ? null : <div className="wrap">{actions}</div>}
    </div>
  );
}

/** A titled part of a page. `bare`: its content brings its own margins, as lists do. */
export function Section(props: { title: ReactNode; extra?: ReactNode; bare?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{props.title}</h2>
        {props.extra}
      </header>
      {props.bare === true ? props.children : <div className="inner">{props.children}</div>}
    </section>
  );
}

/** Names and values, one under the other. What has no value is left out. */
export function Facts({ of }: { of: readonly (readonly [name: string, value: ReactNode])[] }) {
  const said = of.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return (
    <dl className="facts">
      {said.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The main action of a page: in the head on a desk, within thumb reach on a phone (as the last child of the page). */
export function Reach({ children }: { children: ReactNode }) {
  return <div className="reach no-print">{children}</div>;
}

/** What stands where a list would, with nothing in it. */
export function Nothing({ text, action }: { text: string; action?: ReactNode }) {
  return (
    <div className="quiet" style={{ padding: '20px 16px', textAlign: 'center' }}>
      <p>{text}</p>
      {action === undefined ? null : <p style={{ marginTop: 8 }}>{action}</p>}
    </div>
  );
}
