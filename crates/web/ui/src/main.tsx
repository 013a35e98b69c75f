/** Where the page begins: with the app, or with why this browser cannot run it. */

import { createRoot } from 'react-dom/client';

import { canHold } from './core/storage';
import { watchUpdates } from './core/update';
import './theme/app.css';

const root = createRoot(document.getElementById('app') as HTMLElement);
const lacking = canHold();
watchUpdates();
if (lacking === null) {
  // The line to the core is opened when its module is loaded, and needs what was just asked for.
  void import('./start').then(({ start }) => start(root));
} else {
  void import('./screens/gate/Trouble').then(({ TroubleOf }) => root.render(<TroubleOf code={lacking} />));
}
