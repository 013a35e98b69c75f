/** The figures of the day, each a way to its list. Their places are there before the figures are, so that nothing moves. */

import { Link } from 'wouter';

/** A figure. */
export interface Count {
  name: string;
  n: number | undefined;
  href: string;
  /** How it looks where it is not nought. */
  tone: 'late' | 'soon';
}

/** The figures side by side. */
export function Counts({ of }: { of: readonly Count[] }) {
  return (
    <ul className="counts">
      {of.map(({ name, n, href, tone }) => (
        <li key={name}>
          <Link href={href}>
            <span className="small">{name}</span>
            <strong className={n === undefined || n === 0 ? '' : tone}>{n ?? ' '}</strong>
          </Link>
        </li>
      ))}
    </ul>
  );
}
