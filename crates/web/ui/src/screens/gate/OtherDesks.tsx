/** The way from a desk that is locked or not set up to another one of this browser. */

import { desk, deskAddress } from '../../core/desk';
import { knownDesks } from '../../core/storage';
import { useT } from '../../words';

/** Links to the other desks; with `fresh` one to a desk that is not set up yet. */
export function OtherDesks({ fresh = false }: { fresh?: boolean }) {
  const t = useT();
  const known = knownDesks();
  const others = known.filter(({ name }) => name !== desk);
  if (others.length === 0 && !fresh) return null;
  const taken = new Set([desk, ...known.map(({ name }) => name)]);
  const free = ['main', ...Array.from({ length: taken.size + 1 }, (_, n) => `desk-${n + 2}`)].find((name) => !taken.has(name)) ?? 'main';
  return (
    <nav className="wrap small" aria-label={t('desks.title')}>
      {others.map(({ name, office }) => (
        <a key={name} href={deskAddress(name)}>
          {office === '' ? name : `${office} (${name})`}
        </a>
      ))}
      {fresh && <a href={deskAddress(free)}>{t('desks.new')}</a>}
    </nav>
  );
}
