import { propProblem, type Where } from './errors';

/** A day as `YYYY-MM-DD`, in UTC. Such texts sort as the days do. */
export type CalendarDate = string;

/** What is wrong with a day, or undefined. */
export function calendarDateProblem(where: Where, prop: string, text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const exists = year !== '' && Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1;
  // Day 0 of the next month is the last one of this.
  if (exists && Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return undefined;
  return propProblem(where, prop, 'a day as YYYY-MM-DD', text);
}
