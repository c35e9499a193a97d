import { z } from 'zod';
import type { OptionSpec } from '../domain/command-spec.ts';

/** One option: what is published of it, and what its value has to be. */
export interface Option<Value> {
  readonly spec: Omit<OptionSpec, 'name'>;
  readonly schema: z.ZodType<Value>;
}

interface TextFacts {
  readonly description: string;
  readonly completes?: boolean;
}

/** Any text of 1 to 6,000 characters (Discord's own limit for an option). */
export function requiredText(facts: TextFacts): Option<string> {
  return { spec: textSpec(facts, true), schema: z.string().min(1).max(6000) };
}

export function optionalText(facts: TextFacts): Option<string | undefined> {
  return { spec: textSpec(facts, false), schema: z.string().min(1).max(6000).optional() };
}

/** A whole number between `min` and `max`, written in digits. */
export function optionalCount(facts: {
  readonly description: string;
  readonly min: number;
  readonly max: number;
}): Option<number | undefined> {
  const { description, min, max } = facts;
  const say = `is a whole number from ${min} to ${max}`;
  const digits = z
    .string()
    .regex(/^\d{1,4}$/, say)
    .transform(Number);
  return {
    spec: { description, type: 'integer', required: false, completes: false, min, max },
    schema: digits.refine((count) => count >= min && count <= max, say).optional(),
  };
}

function textSpec(facts: TextFacts, required: boolean): Omit<OptionSpec, 'name'> {
  return { description: facts.description, type: 'string', required, completes: facts.completes ?? false };
}
