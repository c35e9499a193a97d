import type { z } from 'zod';

/** What zod calls a type, in the words of somebody who writes YAML. */
const TYPES: Readonly<Record<string, string>> = {
  object: 'a list of names and values',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
};

/** One problem of `news-digest.yaml` in plain words, without its full stop: `defaults.stories has to be at most 20`. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const where = whereOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return `${where === '' ? '' : `${where}: `}does not know ${issue.keys.join(', ')}`;
  }
  return `${where === '' ? 'the file' : where} ${whatOf(issue)}`;
}

/** `sources, entry 2, feed`: entries are counted from 1, as people count. */
function whereOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `, entry ${step + 1}, ` : `${String(step)}.`))
    .join('')
    .replaceAll('.,', ',')
    .replace(/[.,]\s*$/, '');
}

function whatOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `has to be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return issue.origin === 'string' ? 'is empty' : `has to be at least ${issue.minimum}`;
    case 'too_big':
      return `has to be at most ${issue.maximum}`;
    default:
      return `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
  }
}
