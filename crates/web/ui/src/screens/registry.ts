/** What a screen is to the frame: its address, its place in the menu, who it is for. */

import type { ComponentType, LazyExoticComponent } from 'react';

import type { Me } from '../core/me';
import { later } from '../parts/Later';
import type { Key } from '../words';

/** A group of the menu. `none`: reached from other screens only. */
export type Group = 'work' | 'lists' | 'office' | 'device' | 'none';

/** A screen. */
export interface Screen {
  /** `/case/:case`; wouter's `useParams` gives the parts. */
  path: string;
  title: Key;
  icon: ComponentType;
  group: Group;
  /** Among the tabs of a phone, from 1; there is room for four. */
  tab: number | null;
  /** Two keys, `g t`. */
  keys: string | null;
  /** Whether the menu shows it to somebody; what they may do is the model's to say. */
  shown(me: Me): boolean;
  component: LazyExoticComponent<ComponentType>;
}

/** What may be left out of a line of the list. */
interface Options {
  tab?: number;
  keys?: string;
  shown?(me: Me): boolean;
}

/** One line of the list: the screen's module has the component as its default export. */
export function screen(
  path: string,
  title: Key,
  icon: ComponentType,
  group: Group,
  load: () => Promise<{ default: ComponentType }>,
  { tab, keys, shown }: Options = {},
): Screen {
  return { path, title, icon, group, tab: tab ?? null, keys: keys ?? null, shown: shown ?? (() => true), component: later(load) };
}
