/** Where something is wrong in a configuration: the model writes `campaigns[0].stages[1].to`, people say what these are called. */

/** A place within a sentence. */
export const PLACE = /[a-z_]+(?:\[\d+\]|\.[a-z_]+)+/;

/** The steps of a place; things in lists go by their names, or else by their number from 1. */
export function stepsOf(place: string, config: unknown): string[] {
  const steps: string[] = [];
  let at = config;
  for (const [, name, index] of place.matchAll(/([a-z_]+)|\[(\d+)\]/g)) {
    at = (at as { [step: string]: unknown } | undefined)?.[name ?? index ?? ''];
    steps.push(name ?? nameOf(at) ?? String(Number(index) + 1));
  }
  return steps;
}

function nameOf(thing: unknown): string | undefined {
  const name = (thing as { name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
