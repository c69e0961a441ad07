import type { CalendarDate } from './calendar-date';

/** A finding that is accepted for a while. */
export interface Waiver {
  /** Id of the policy. */
  readonly policy: string;

  /**
   * Path of the file, below the output folder, exactly as the finding names it.
   *
   * @default any; then `construct` is given
   */
  readonly file?: string;

  /**
   * Path of the construct that made it, exactly as the finding names it.
   *
   * @default any; then `file` is given
   */
  readonly construct?: string;

  /**
   * `Kind namespace/name`, exactly as the finding names it.
   *
   * @default any object there
   */
  readonly object?: string;

  /** Why it is accepted, for whoever reads it in a year. */
  readonly reason: string;

  /** The group that answers for it. */
  readonly owner: string;

  /** Its last day. */
  readonly expires: CalendarDate;

  /** File and line, such as `apps/waivers.json:4`. */
  readonly where: string;
}
