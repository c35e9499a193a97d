/** What goes wrong with one call. */
export type Fault =
  /** The connection ends before Discord has read anything. */
  | { readonly kind: 'cut' }
  /** Discord does it, and the answer is lost. */
  | { readonly kind: 'drop-answer' }
  /** Discord does it, and never answers. */
  | { readonly kind: 'silent' }
  /** Discord does not do it, and answers with this status. */
  | { readonly kind: 'status'; readonly status: number }
  /** Discord does it, and answers with this status. */
  | { readonly kind: 'done-but'; readonly status: number }
  | { readonly kind: 'refused'; readonly status: number; readonly code: number }
  /** `bare`: how long is said in the body alone. */
  | { readonly kind: 'rate-limited'; readonly seconds: number; readonly bare?: boolean }
  /** Discord does it, and answers after this time. */
  | { readonly kind: 'slow'; readonly milliseconds: number };

/** The faults that are to come, for each route in its order. */
export interface Faults {
  /** The next calls of the route (its name in rest-api.ts) meet this, `times` of them. */
  next(route: string, fault: Fault, times?: number): void;
  take(route: string): Fault | undefined;
}

export function createFaults(): Faults {
  const waiting = new Map<string, Fault[]>();
  return {
    next(route, fault, times = 1) {
      const list = waiting.get(route) ?? [];
      list.push(...Array.from({ length: times }, () => fault));
      waiting.set(route, list);
    },
    take: (route) => waiting.get(route)?.shift(),
  };
}
