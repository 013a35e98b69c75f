/** Says that a new version waits. It can be taken once nothing is half-written, here or in another page. */

import { Alert, Button } from 'antd';
import { useState } from 'react';

import { useAnyDirty } from '../core/dirty';
import { takeUpdate, useUpdateWaits } from '../core/update';
import { useT } from '../words';

/** The bar; nothing while no version waits. */
export function UpdateBar() {
  const t = useT();
  const dirty = useAnyDirty();
  const [elsewhere, setElsewhere] = useState(false);
  if (!useUpdateWaits()) return null;
  return (
    <Alert
      banner
      type="info"
      className="no-print"
      title={t(dirty ? 'app.update_wait' : elsewhere ? 'app.update_elsewhere' : 'app.update')}
      action={
        <Button disabled={dirty} onClick={() => void takeUpdate().then((taken) => setElsewhere(!taken))}>
          {t('app.update_take')}
        </Button>
      }
    />
  );
}
