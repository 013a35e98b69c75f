/**
 * Why a call was not answered: the core's own code and sentence, what is missing and who could do it. Everything that can go
 * wrong comes to the screens in this one shape.
 */

import type { Told } from '../generated';

/** A failure as it crosses from the worker. */
export type FailureShape = Told;

/** A failure as screens catch it. */
export class Failure extends Error {
  readonly code: string;
  readonly rule: string | null;
  readonly missing: readonly string[];
  readonly whoCould: readonly string[];
  readonly next: string | null;

  constructor(shape: FailureShape) {
    super(shape.message);
    this.name = 'Failure';
    this.code = shape.code;
    this.rule = shape.rule ?? null;
    this.missing = shape.missing ?? [];
    this.whoCould = shape.who_could ?? [];
    this.next = shape.next ?? null;
  }

  /** The same in another sentence. */
  saying(message: string): Failure {
    const { code, rule, next } = this;
    return new Failure({ code, message, rule, next, missing: [...this.missing], who_could: [...this.whoCould] });
  }

  /** What was thrown, as a failure. */
  static of(thrown: unknown): Failure {
    return thrown instanceof Failure ? thrown : new Failure(shapeOf(thrown));
  }
}

/** What was thrown, as it may cross to a page: the core throws JSON text, the browser throws errors. */
export function shapeOf(thrown: unknown): FailureShape {
  if (isShape(thrown)) return thrown;
  if (typeof thrown === 'string') {
    try {
      const parsed: unknown = JSON.parse(thrown);
      if (isShape(parsed)) return parsed;
    } catch {
      // Not JSON: a sentence.
    }
    return { code: 'panicked', message: thrown };
  }
  return { code: 'panicked', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

function isShape(value: unknown): value is FailureShape {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value && typeof value.code === 'string';
}

/** Which of these a sentence does not name itself. */
export function unsaid(sentence: string, names: readonly string[]): string[] {
  return names.filter((name) => !sentence.includes(name));
}
