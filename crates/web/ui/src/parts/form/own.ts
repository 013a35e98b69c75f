/** What a form of something else than acts and entries brings of its own: words, fields that no schema can tell how to ask for. */

import { createContext, type ReactNode } from 'react';

import type { Json } from '../../core/calls';
import type { Labels } from './labels';
import type { Field } from './shape';

/** What is asked of a field of its own. */
export interface OwnField {
  id: string;
  label: string;
  value: unknown;
  set(value: unknown): void;
}

/** A form's own. */
export interface Own {
  labels: Labels;
  /** A field; null: it is asked for as its shape says. */
  control(field: Field, given: OwnField): ReactNode | null;
  /** A value in words; null: as its shape says. */
  said(field: Field, value: unknown): string | null;
  /** What a new line of a list begins as. */
  blank(fields: readonly Field[], among: readonly Json[]): Json;
}

/** The form's own, for all that is in it. */
export const OwnForm = createContext<Own | null>(null);
