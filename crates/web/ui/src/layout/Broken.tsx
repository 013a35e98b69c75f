/** What stands in place of a screen that failed. The others go on: nothing that was saved hangs on a screen. */

import { Button } from 'antd';
import { Component, type ReactNode } from 'react';

import { t } from '../words';
import { Nothing } from '../parts/Page';

/** Catches what a screen throws; another address is another screen. */
export class Broken extends Component<{ at: string; children: ReactNode }, { error: unknown; at: string }> {
  override state = { error: null as unknown, at: this.props.at };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  static getDerivedStateFromProps(props: { at: string }, state: { at: string }): { error?: unknown; at?: string } | null {
    return props.at === state.at ? null : { error: null, at: props.at };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div role="alert">
        <Nothing
          text={t('app.screen_failed')}
          action={
            <>
              <Button type="primary" onClick={() => location.reload()}>
                {t('app.reload')}
              </Button>
              <p className="small" style={{ marginTop: 8 }}>
                {error instanceof Error ? error.message : String(error)}
              </p>
            </>
          }
        />
      </div>
    );
  }
}
