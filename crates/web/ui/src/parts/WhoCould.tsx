/** What stands where somebody would act who may not here: who can, so that they can be asked. */

import { Alert } from 'antd';

import { useCall } from '../core/hooks';
import { useT } from '../words';

/** Says that the administrator's device does this, or unless it is for that `alone` one to which a part was entrusted, and names those. */
export function WhoCould({ what, alone = false }: { what: string; alone?: boolean }) {
  const t = useT();
  const devices = useCall('device.list', alone ? null : {}).data?.devices ?? [];
  if (alone) return <Alert type="info" showIcon title={t('admin.who_alone', { what })} />;
  const entrusted = devices.flatMap((line) =>
    line.delegation?.holds === true && !line.revoked ? [t('admin.entrusted', { device: line.name, office: line.delegation.office_name })] : [],
  );
  return (
    <Alert
      type="info"
      showIcon
      title={t('admin.who_could', { what })}
      description={entrusted.length === 0 ? undefined : `${t('admin.or_entrusted')}${entrusted.join(t('list.comma'))}`}
    />
  );
}
