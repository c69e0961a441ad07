import { calendarDateProblem } from '../../lib/model/calendar-date';

test.each(['2026-01-31', '2026-12-01', '2024-02-29', '2000-02-29'])('%s is a day', (text) => {
  expect(calendarDateProblem('x', 'expires', text)).toBeUndefined();
});

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-1-1',
  '26-01-01',
  'soon',
  '',
])('%j is none', (text) => {
  expect(calendarDateProblem('x', 'expires', text)).toBe(
    `[x] 'expires' must be a day as YYYY-MM-DD, got ${JSON.stringify(text)}`,
  );
});
