/**
 * How the app looks: calm, official, readable. One blue for what can be done, one red for what is late; every text has a contrast
 * of 4.5 to 1 at least.
 */

import { theme as antd, type ThemeConfig } from 'antd';

/** Colours that style sheets and charts use as well. */
export const colours = {
  ink: '#1c2430',
  quiet: '#566072',
  line: '#d9dee7',
  paper: '#ffffff',
  ground: '#f4f6f9',
  blue: '#1b4a86',
  red: '#b3261e',
  amber: '#8a5300',
  green: '#1d6b3a',
} as const;

/** The theme; `large` for people who read better so, `phone` for fingers. */
export function themeOf(large: boolean, phone: boolean): ThemeConfig {
  const size = large ? 19 : phone ? 16 : 15;
  return {
    algorithm: antd.defaultAlgorithm,
    token: {
      colorPrimary: colours.blue,
      colorInfo: colours.blue,
      colorLink: colours.blue,
      colorPrimaryBg: '#e8eff8',
      colorPrimaryBgHover: '#dbe6f4',
      controlItemBgActive: '#e8eff8',
      controlItemBgActiveHover: '#dbe6f4',
      colorInfoBg: '#e8eff8',
      colorInfoBorder: '#b7cbe6',
      colorErrorBg: '#fdecea',
      colorErrorBorder: '#efb7b2',
      colorWarningBg: '#fdf3e1',
      colorWarningBorder: '#e6c68c',
      colorSuccessBg: '#e7f4ec',
      colorSuccessBorder: '#a9d3b8',
      colorError: colours.red,
      colorWarning: colours.amber,
      colorSuccess: colours.green,
      colorText: colours.ink,
      colorTextSecondary: colours.quiet,
      colorTextTertiary: colours.quiet,
      colorTextDescription: colours.quiet,
      colorTextPlaceholder: '#667085',
      colorBorder: '#8a94a6',
      colorBorderSecondary: colours.line,
      colorBgLayout: colours.ground,
      borderRadius: 4,
      fontSize: size,
      // The style sheet names them, by language; none is fetched.
      fontFamily: 'var(--fonts)',
      controlHeight: large ? 48 : phone ? 44 : 34,
      controlOutlineWidth: 3,
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.15s',
      wireframe: false,
    },
    components: {
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
      Alert: { defaultPadding: '10px 14px' },
      Segmented: { trackBg: '#e4e9f1' },
    },
  };
}
