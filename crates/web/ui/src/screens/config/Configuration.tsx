/** The county's configuration: what holds, what it says, earlier versions, and changing it. */

import { EditOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';

import { isSettled, useCall } from '../../core/hooks';
import { FailureNote } from '../../parts/FailureNote';
import { Facts, PageHead, Section } from '../../parts/Page';
import { useT } from '../../words';
import { Calendar } from './Calendar';
import { Campaigns } from './Campaigns';
import { useDraft, useTop } from './draft';
import { Limits } from './Limits';
import { Parts } from './Parts';
import { Plain } from './Plain';
import { Publish } from './Publish';
import { Versions } from './Versions';

const VERSION_LETTERS = 8;

/** The page. */
export default function Configuration() {
  const t = useT();
  const draft = useDraft();
  const { top, here } = useTop();
  const list = useCall('config.list', {});
  const { shown } = draft;
  // All at once: what comes later must not move what is there.
  const drawn = isSettled(list) && draft.ready && shown !== undefined;
  const editing = draft.editing ? { change: draft.change } : {};
  return (
    <div className="body">
      <PageHead
        title={t('config.title')}
        about={t('config.about')}
        actions={
          drawn &&
          here &&
          !draft.editing && (
            <Button type="primary" icon={<EditOutlined />} onClick={() => draft.begin()}>
              {t('config.edit')}
            </Button>
          )
        }
      />
      <FailureNote failure={list.failure} />
      {drawn && (
        <>
          {top !== undefined && !here && <Alert type="info" showIcon title={t('config.who_could', { what: t('config.changing'), office: top.name })} />}
          {list.data !== undefined && list.data.apart.length > 0 && <Alert type="warning" showIcon title={t('config.apart')} />}
          <Publish draft={draft} />
          <Section title={t('config.current')}>
            <Facts
              of={[
                [t('config.name'), draft.current?.name],
                [t('config.version'), list.data && <span className="number">{list.data.current.slice(0, VERSION_LETTERS)}</span>],
                ['', list.data?.built_in === true ? <span className="quiet">{t('config.built_in')}</span> : null],
              ]}
            />
          </Section>
          <Campaigns of={shown} {...editing} />
          <Limits of={shown} {...editing} />
          <Plain of={shown} {...editing} />
          <Calendar of={shown} {...editing} />
          {draft.editing && <Parts of={shown} change={draft.change} />}
          {list.data !== undefined && <Versions of={list.data.editions} current={draft.current} {...(here ? { take: draft.begin } : {})} />}
        </>
      )}
    </div>
  );
}
