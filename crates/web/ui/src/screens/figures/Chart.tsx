/** A chart of counts whose bars open to their cases. Loaded when figures are opened, and only the parts that bars need. */

import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use as draw } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

import type { Bar } from './tally';

draw([BarChart, GridComponent, SVGRenderer]);

const ROW_PX = 30;
const UPRIGHT_PX = 260;
/** A name that is longer leaves no room for its bar; the table beside the chart has it whole. */
const NAMES = { width: 130, overflow: 'truncate' as const };

/** The chart. `lying`: bars from left to right, where names are long. What it shows stands as a table beside it. */
export default function Chart({ bars, lying, label }: { bars: readonly Bar[]; lying: boolean; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [, go] = useLocation();
  const open = useRef(go);
  open.current = go;
  const height = lying ? bars.length * ROW_PX + 24 : UPRIGHT_PX;
  useEffect(() => {
    if (place.current === null) return;
    const style = getComputedStyle(document.documentElement);
    const text = { color: style.getPropertyValue('--ink'), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 };
    const chart = init(place.current, null, { renderer: 'svg' });
    const names = { type: 'category' as const, data: bars.map(({ name }) => name), axisTick: { show: false }, axisLabel: { ...text, ...(lying ? { interval: 0, ...NAMES } : { interval: 'auto' as const }) } };
    const counts = { type: 'value' as const, minInterval: 1, splitLine: { lineStyle: { color: style.getPropertyValue('--line') } }, axisLabel: text };
    chart.setOption({
      animation: false,
      grid: { left: 4, right: 44, top: 12, bottom: 4, containLabel: true },
      xAxis: lying ? { ...counts, axisLabel: { show: false }, splitLine: { show: false } } : names,
      yAxis: lying ? { ...names, inverse: true } : counts,
      series: [
        {
          type: 'bar',
          data: bars.map(({ n, href }) => ({ value: n, cursor: href === null ? 'default' : 'pointer' })),
          barMaxWidth: 26,
          itemStyle: { color: style.getPropertyValue('--blue') },
          label: { show: true, position: lying ? 'right' : 'top', ...text },
        },
      ],
    });
    chart.on('click', ({ dataIndex }) => {
      const href = bars[dataIndex]?.href ?? null;
      if (href !== null) open.current(href);
    });
    const sized = new ResizeObserver(() => chart.resize());
    sized.observe(place.current);
    return () => {
      sized.disconnect();
      chart.dispose();
    };
  }, [bars, lying]);
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
