/** Single values as people read them: days, moments, amounts, stages, clocks. */

import { useSettings } from '../core/settings';
import { useWords } from '../core/words';
import type { Deadline, DeadlineState, Stage } from '../generated';
import { useT } from '../words';
import { daysBetween, dayText, momentText, moneyText } from './format';

/** A day, `2026-11-22`. */
export function Day({ day, weekday = false, brief = false }: { day: string | null | undefined; weekday?: boolean; brief?: boolean }) {
  const { language } = useSettings();
  if (day === null || day === undefined || day === '') return null;
  return (
    <time dateTime={day} className="number">
      {dayText(day, language, { weekday, brief })}
    </time>
  );
}

/** A moment in milliseconds since 1970. */
export function Moment({ ms }: { ms: number | null | undefined }) {
  const { language } = useSettings();
  if (ms === null || ms === undefined) return null;
  return (
    <time dateTime={new Date(ms).toISOString()} className="number">
      {momentText(ms, language, Date.now())}
    </time>
  );
}

/** An amount in fen, shown in yuan. */
export function Money({ fen }: { fen: number | null | undefined }) {
  const { language } = useSettings();
  return fen === null || fen === undefined ? null : <span className="number">{moneyText(fen, language)}</span>;
}

const STAGE_COLOURS: Partial<Record<Stage, string>> = {
  registered: 'amber',
  transferred: 'amber',
  reopened: 'amber',
  not_accepted: '',
  draft: '',
  withdrawn: '',
  closed: 'green',
  reported: 'green',
  audited: 'green',
  resolved: 'green',
  finalised: 'green',
};

/** A stage of a case, in the desk's word. */
export function StageTag({ stage }: { stage: string }) {
  const words = useWords();
  return <span className={`tag ${STAGE_COLOURS[stage as Stage] ?? 'blue'}`}>{words.stage(stage)}</span>;
}

const STATE_CLASSES: Partial<Record<DeadlineState, string>> = { late: 'late', due_today: 'late', soon: 'soon', met: 'done' };

/** How far a day is from today: `还有8天`, `逾期2天`; in words, so that nothing rests on colour alone. */
export function DueIn({ due, today, state }: { due: string | null | undefined; today: string; state?: DeadlineState }) {
  const t = useT();
  if (due === null || due === undefined) return <span className="quiet">{t('due.unknown')}</span>;
  const days = daysBetween(today, due) ?? 0;
  const name = state === undefined ? (days < 0 ? 'late' : days === 0 ? 'late' : '') : (STATE_CLASSES[state] ?? '');
  const text = days < 0 ? t('due.late', { n: -days }) : days === 0 ? t('due.today') : t('due.in', { n: days });
  return <span className={`${name} number`}>{text}</span>;
}

/** The two clocks of a case side by side: that of the law and that of the office which holds it. */
export function ClockPair({ deadlines, today }: { deadlines: readonly (Deadline & { state?: DeadlineState })[]; today: string }) {
  const t = useT();
  return (
    <div className="clocks">
      {(['legal', 'holding'] as const).map((clock) => {
        const of = deadlines.filter((deadline) => deadline.clock === clock);
        if (of.length === 0) return null;
        return (
          <section key={clock} aria-label={t(`clock.${clock}`)}>
            <div className="quiet small">{t(`clock.${clock}`)}</div>
            {of.map((deadline) => (
              <div className="clock" key={`${deadline.rule} ${deadline.starts_by}`}>
                <span>{deadline.name}</span>
                <span className="wrap">
                  <Day day={deadline.due ?? deadline.at_earliest} />
                  <ClockState deadline={deadline} today={today} />
                </span>
              </div>
            ))}
          </section>
        );
      })}
    </div>
  );
}

function ClockState({ deadline, today }: { deadline: Deadline & { state?: DeadlineState }; today: string }) {
  const t = useT();
  if (deadline.met_on !== null && deadline.met_on !== undefined) return <span className="done">{t('due.met')}</span>;
  if (deadline.paused_now) return <span className="quiet">{t('due.paused')}</span>;
  return <DueIn due={deadline.due} today={today} {...(deadline.state === undefined ? {} : { state: deadline.state })} />;
}
