/** A failure beside the button that was pressed. */

import { useEffect, useRef } from 'react';

import type { Failure } from '../../core/failure';
import { FailureNote } from '../../parts/FailureNote';

/** What the model refuses, brought into sight. */
export function InSight({ failure }: { failure: Failure | null }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failure !== null) place.current?.scrollIntoView({ block: 'center' });
  }, [failure]);
  return failure === null ? null : (
    <div ref={place} style={{ marginTop: 16 }}>
      <FailureNote failure={failure} />
    </div>
  );
}
