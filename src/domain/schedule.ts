/** 1 is Monday, 7 is Sunday, as in ISO 8601 and Temporal. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Local times on chosen days. */
export interface DayTimes {
  readonly kind: 'days';
  readonly days: readonly Weekday[];
  /** `HH:MM`, local, ascending, without doubles. */
  readonly times: readonly string[];
  /** Every how many weeks (1 = each), counted from the Monday of `anchor` (an ISO date). */
  readonly everyWeeks?: number;
  readonly anchor?: string;
}

/** One weekday of a month: `nth` 1-5 counted from the start, -1 the last. */
export interface MonthTimes {
  readonly kind: 'month';
  readonly nth: 1 | 2 | 3 | 4 | 5 | -1;
  readonly day: Weekday;
  readonly times: readonly string[];
}

/** A five-field cron expression, its fields matched against local time. */
export interface CronTimes {
  readonly kind: 'cron';
  readonly expression: string;
}

export type ScheduleRule = DayTimes | MonthTimes | CronTimes;

/** When a subscription is due. Plain data; `schedules/` reads words into it and plans slots from it. */
export interface Schedule {
  readonly rule: ScheduleRule;
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly zone: string;
  /** No slot between these local times; across midnight too; equal means none. */
  readonly quiet?: { readonly from: string; readonly to: string };
  /** No slot before this instant. */
  readonly pausedUntil?: Temporal.Instant;
}
