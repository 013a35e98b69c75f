/** What happened, as a story people can read: who did what, when, and who did not know of whom. */

import { Button } from 'antd';
import { useState } from 'react';

import type { StoryEntry, TimelineItem, Touched } from '../../generated';
import { Section } from '../../parts/Page';
import { type Naming, partsOf } from '../../parts/phrases';
import { Day, Moment } from '../../parts/Values';
import { dayOf } from '../../parts/format';
import { useT } from '../../words';

interface StoryProps {
  entries: readonly StoryEntry[];
  timeline: readonly TimelineItem[];
  naming: Naming;
}

/** The story in its section, in either direction. */
export function Story(props: StoryProps) {
  const t = useT();
  const [latestFirst, setLatestFirst] = useState(true);
  const entries = latestFirst ? props.entries.toReversed() : props.entries;
  return (
    <Section
      title={t('kase.story')}
      extra={
        <Button size="small" onClick={() => setLatestFirst(!latestFirst)}>
          {t(latestFirst ? 'kase.story_oldest' : 'kase.story_newest')}
        </Button>
      }
    >
      <ol className="story" reversed={latestFirst}>
        {entries.map((entry) => (
          <li key={entry.hash} id={`step-${entry.n}`}>
            <Step {...props} entry={entry} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** One step of the story. */
export function Step({ entry, timeline, naming }: StoryProps & { entry: StoryEntry }) {
  const t = useT();
  return (
    <>
      <span className="n" aria-hidden>
        {entry.n}
      </span>
      <span className="visually-hidden">{t('kase.story_n', { n: entry.n })}</span>
      <div className="stack" style={{ gap: 6 }}>
        {Object.entries(entry.acts).map(([act, [kind, payload]]) => (
          <Act key={act} kind={kind} payload={payload} item={timeline.find((item) => item.act === act)} made={entry.at_ms} naming={naming} />
        ))}
        <Writing entry={entry} naming={naming} />
      </div>
      <div className="quiet small wrap" style={{ gap: '2px 12px', marginTop: 2 }}>
        <span>{t('kase.story_by', { office: entry.office_name, staff: entry.staff_name })}</span>
        <Moment ms={entry.at_ms} />
        <span>{t('kase.story_device', { device: entry.device_name })}</span>
        {entry.concurrent_with.length > 0 && (
          <span className="tag amber">{t('kase.story_apart', { n: entry.concurrent_with.join(t('list.comma')) })}</span>
        )}
      </div>
    </>
  );
}

/** An act: its kind, what a reader should know about it, what it says. */
export function Act(props: { kind: string; payload: unknown; item: TimelineItem | undefined; made: number; naming: Naming }) {
  const { kind, payload, item, made, naming } = props;
  const t = useT();
  const marks = item === undefined ? [] : [...(item.effect === 'live' ? [] : [item.effect]), ...item.flags];
  return (
    <div className={item?.effect === 'no_effect' || item?.effect === 'superseded' ? 'void' : ''}>
      <div className="wrap">
        <span className="what">{naming.words.kind(kind)}</span>
        {item !== undefined && item.effective_on !== dayOf(made) && (
          <span className="quiet">
            <Day day={item.effective_on} />
          </span>
        )}
        {marks.map((mark) => (
          <span key={mark} className={mark === 'disputed' ? 'tag red' : 'tag amber'}>
            {naming.words.code(mark)}
          </span>
        ))}
      </div>
      <Says payload={payload} naming={naming} label={t('kase.story')} />
    </div>
  );
}

/** What an act says, one line for each thing. */
export function Says({ payload, naming, label }: { payload: unknown; naming: Naming; label: string }) {
  const t = useT();
  const parts = partsOf(payload, naming);
  if (parts.length === 0) return null;
  return (
    <dl className="facts small" aria-label={label}>
      {parts.map(({ field, name, lines }) => (
        <div key={field} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>
            {lines.length === 0
              ? t('yes')
              : lines.map((line, index) => (
                  <div key={index} className="sentences">
                    {line}
                  </div>
                ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Writing({ entry, naming }: { entry: StoryEntry; naming: Naming }) {
  const t = useT();
  const lines = wrote(entry, naming, t);
  return lines.length === 0 ? null : (
    <ul style={{ listStyle: 'none' }}>
      {lines.map((line, index) => (
        <li key={index} className="sentences">
          {line}
        </li>
      ))}
    </ul>
  );
}

/** What a change wrote beside its acts, in sentences. */
export function wrote(entry: StoryEntry, naming: Naming, t: ReturnType<typeof useT>): string[] {
  const acts = Object.keys(entry.acts).length > 0;
  const opens = entry.touched.some(({ what }) => what === 'opened');
  return entry.touched.flatMap((touched) => told(touched, opens, acts, naming, t));
}

function told(touched: Touched, opens: boolean, acts: boolean, naming: Naming, t: ReturnType<typeof useT>): string[] {
  switch (touched.what) {
    case 'opened':
      return acts ? [] : [t('kase.story_opened')];
    case 'act':
      return [];
    case 'narrative':
      return [
        ...(touched.inserted === '' ? [] : [t('kase.story_narrative', { text: touched.inserted })]),
        ...(touched.deleted === 0 ? [] : [t('kase.story_narrative_cut', { n: touched.deleted })]),
      ];
    default: {
      const name = naming.words.field(touched.name);
      const replaced = touched.what === 'field' ? touched.replaced : 0;
      if (touched.value === '') return opens ? [] : [t('kase.story_field_cleared', { name })];
      const key = replaced > 1 ? 'kase.story_field_chosen' : opens ? 'kase.story_field_first' : 'kase.story_field';
      return [t(key, { name, value: touched.value })];
    }
  }
}
