/** Says that a new version waits. It can be taken once nothing is half-written. */

import { Alert, Button } from 'antd';

import { useAnyDirty } from '../core/dirty';
import { takeUpdate, useUpdateWaits } from '../core/update';
import { useT } from '../words';

/** The bar; nothing while no version waits. */
export function UpdateBar() {
  const t = useT();
  const dirty = useAnyDirty();
  if (!useUpdateWaits()) return null;
  return (
    <Alert
      banner
      type="info"
      className="no-print"
      title={t(dirty ? 'app.update_wait' : 'app.update')}
      action={
        <Button disabled={dirty} onClick={takeUpdate}>
          {t('app.update_take')}
        </Button>
      }
    />
  );
}
