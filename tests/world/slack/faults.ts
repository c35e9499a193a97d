/** What goes wrong with one call. */
export type Fault =
  /** The connection ends before Slack has read anything. */
  | { readonly kind: 'cut' }
  /** Slack does it, and the answer is lost. */
  | { readonly kind: 'drop-answer' }
  /** Slack does it, and never answers. */
  | { readonly kind: 'silent' }
  /** Slack does it, and answers with this status. */
  | { readonly kind: 'done-but'; readonly status: number }
  /** Slack does not do it, and answers with this status. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'rate-limited'; readonly seconds: number }
  /** Slack does it after this time. */
  | { readonly kind: 'slow'; readonly milliseconds: number };

/** The faults that are to come, for each method in its order. */
export interface Faults {
  /** The next call of `method` (`respond`: of an answer's address) meets this, `times` of them. */
  next(method: string, fault: Fault, times?: number): void;
  take(method: string): Fault | undefined;
}

export function createFaults(): Faults {
  const waiting = new Map<string, Fault[]>();
  return {
    next(method, fault, times = 1) {
      const list = waiting.get(method) ?? [];
      list.push(...Array.from({ length: times }, () => fault));
      waiting.set(method, list);
    },
    take: (method) => waiting.get(method)?.shift(),
  };
}
