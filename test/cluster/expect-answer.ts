import type { Answer } from './kubectl';

/** Expects that the API server did as it was asked. */
export function expectPass({ done, stderr }: Answer): void {
  expect(done ? '' : stderr).toBe('');
}

/** Expects that the API server refused, and said this. */
export function expectRefusal({ done, stderr }: Answer, message: string): void {
  expect(stderr).toContain(message);
  expect(done).toBe(false);
}
