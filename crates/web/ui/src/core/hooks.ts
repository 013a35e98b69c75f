/**
 * Calls for components. Answers are kept and shown while they are asked for again, so nothing local ever waits behind a spinner;
 * they are asked for again when the core tells that something changed, and at midnight.
 */

import { keepPreviousData, QueryClient, type QueryKey, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

import type { AnswerOf, CallName, ParamsOf } from './calls';
import { concerns } from './concerns';
import { call, link } from './core';
import { Failure } from './failure';
import type { Language } from './protocol';
import { isRead } from './reads';
import { rememberSettled } from './settled';
import { useSettings } from './settings';
import type { CoreEvent } from './shell';

const MINUTE_MS = 60_000;

/** The answers that are kept. The core is on this machine: no retries, no pause without a network, nothing goes stale by itself. */
export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: Infinity,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

const mayBeAnything = (event: CoreEvent) => event.event === 'changed' && event.cases == null;

/** Keeps the answers true to what the core tells. Called once. */
export function watchCore(): void {
  link.on((event) => {
    if (event.event === 'locked') answers.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'shell.state' });
    if (event.event === 'sync') {
      rememberSettled(event.status);
      answers.setQueriesData({ predicate: ({ queryKey }) => queryKey[0] === 'shell.sync' }, event.status);
    }
    void answers.invalidateQueries({
      // What failed for want of something is asked for again once everything may be otherwise.
      predicate: ({ queryKey: [name, params], state }) => concerns(String(name), params, event) || (state.status === 'error' && mayBeAnything(event)),
    });
  });
  let day = new Date().toDateString();
  const look = () => {
    const today = new Date().toDateString();
    if (document.visibilityState !== 'visible' || today === day) return;
    day = today;
    void answers.invalidateQueries();
  };
  document.addEventListener('visibilitychange', look);
  setInterval(look, MINUTE_MS);
}

/** What a call answered. */
export interface Asked<T> {
  /** The latest answer; undefined until the first. */
  data: T | undefined;
  /** Why there is none, or no newer one. */
  failure: Failure | null;
  /** Whether what is shown answers an earlier question: the new one is still under way. */
  earlier: boolean;
  again(): void;
}

/** A call as a query of `answers`. */
export function asking<N extends CallName>(name: N, params: ParamsOf<N>, language: Language): { queryKey: QueryKey; queryFn(): Promise<AnswerOf<N>> } {
  return { queryKey: [name, params, language], queryFn: () => call(name, params) };
}

/** Asks the core and keeps the answer up to date. `params` null: nothing to ask yet. */
export function useCall<N extends CallName>(name: N, params: ParamsOf<N> | null): Asked<AnswerOf<N>> {
  const { language } = useSettings();
  const query = useQuery<AnswerOf<N>, unknown>({
    ...asking(name, params as ParamsOf<N>, language),
    enabled: params !== null,
    placeholderData: keepPreviousData,
  });
  const { refetch } = query;
  return {
    data: query.data,
    failure: query.error === null ? null : Failure.of(query.error),
    earlier: query.isPlaceholderData,
    again: useCallback(() => void refetch(), [refetch]),
  };
}

/** Whether a call has answered, or failed: until then its place on the page would still change. */
export function isSettled({ data, failure, earlier }: Asked<unknown>): boolean {
  return failure !== null || (data !== undefined && !earlier);
}

/** Whether several calls of one name were answered: for pages that are drawn once all of what they name is there. */
export function useAnswered<N extends CallName>(name: N, all: readonly ParamsOf<N>[]): boolean {
  const { language } = useSettings();
  return useQueries({
    queries: all.map((params) => asking(name, params, language)),
    combine: (results) => results.every(({ isPending }) => !isPending),
  });
}

/** Something that can be done. */
export interface Doing<N extends CallName> {
  /** Does it; answers undefined where it failed, and `failure` says why. */
  run(params: ParamsOf<N>): Promise<AnswerOf<N> | undefined>;
  busy: boolean;
  failure: Failure | null;
  /** Forgets the failure. */
  reset(): void;
}

/** A call that changes something. The core tells what it changed; where the desk itself stands, only its answer does. */
export function useAct<N extends CallName>(name: N, done?: (answer: AnswerOf<N>, params: ParamsOf<N>) => void): Doing<N> {
  const client = useQueryClient();
  const mutation = useMutation<AnswerOf<N>, unknown, ParamsOf<N>>({
    mutationFn: (params) => call(name, params),
    onSuccess: (answer, params) => {
      if (name.startsWith('shell.') && !isRead(name)) void client.invalidateQueries();
      done?.(answer, params);
    },
  });
  const { mutateAsync, reset } = mutation;
  const run = useCallback((params: ParamsOf<N>) => mutateAsync(params).catch(() => undefined), [mutateAsync]);
  return { run, busy: mutation.isPending, failure: mutation.error === null ? null : Failure.of(mutation.error), reset };
}
