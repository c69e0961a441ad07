/**
 * How urgent an alert is, and the receiver it reaches. Every alert carries one of these and every one has a route, so
 * an alert can never fall through to a default receiver that nobody reads.
 */
export const SEVERITY = {
  P0: { receiver: 'pager', repeat: '15m' },
  P1: { receiver: 'pager-and-chat', repeat: '30m' },
  P2: { receiver: 'chat', repeat: '4h' },
  P3: { receiver: 'digest', repeat: '12h' },
} as const;

/** Urgency of an alert: P0 wakes somebody at once, P3 is read in the morning. */
export type Severity = keyof typeof SEVERITY;

/** All severities, the most urgent first. */
export const SEVERITIES = Object.keys(SEVERITY) as readonly Severity[];
