/** Where the page begins: with the app, or with why this browser cannot run it. */

import { createRoot } from 'react-dom/client';

import { canHold } from './core/storage';
import { loadWords } from './words';
import './theme/app.css';

const root = createRoot(document.getElementById('app') as HTMLElement);
const lacking = canHold();
const words = loadWords();

async function begin(): Promise<void> {
  if (lacking === null) {
    // The line to the core is opened when its module is loaded, and needs what was just asked for.
    const { start } = await import('./start');
    await words;
    start(root);
  } else {
    const { TroubleOf } = await import('./screens/gate/Trouble');
    await words;
    root.render(<TroubleOf code={lacking} />);
  }
}

void begin();
