/** What every part of the configuration's page is given. */

import type { Config } from '../../generated';

/** The configuration that is shown, and how it is changed; without the latter it is only read. */
export interface Part {
  of: Config;
  change?(parts: Partial<Config>): void;
}
