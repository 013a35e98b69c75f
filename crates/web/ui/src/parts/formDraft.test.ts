import { expect, it } from 'vitest';

import { begunWith } from './formDraft';

const now = { name: '王芳', office: '县局', title: '科员' };

it('begins with what stands where nothing was kept', () => {
  expect(begunWith(now, null)).toBe(now);
});

it('lays what was typed over what stands by now', () => {
  const began = { name: '王芳', office: '石桥镇', title: '干事' };
  expect(begunWith(now, { began, typed: { ...began, title: '主任' } })).toEqual({ ...now, title: '主任' });
});

it('keeps what an earlier version of the app kept', () => {
  expect(begunWith(now, { name: '王芳', office: '石桥镇', title: '主任' })).toEqual({ name: '王芳', office: '石桥镇', title: '主任' });
});
