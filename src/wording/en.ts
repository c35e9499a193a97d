import { enAnswers } from './en-answers.ts';
import { enDeliveries } from './en-deliveries.ts';

/**
 * What the bot says, in English: ICU MessageFormat (unicode.org/reports/tr35/tr35-messageFormat.html).
 * `I` only in answers, nobody in digests; no exclamation marks, no emoji; counts with their noun.
 */
export const en = {
  ...enAnswers,
  ...enDeliveries,

  'list.two': '{first} and {second}',
  'list.comma': '{first}, {second}',
  'list.more': '{first} and {count, plural, other {# more}}',

  'digest.title': '{name}, {day}',
  'digest.counts':
    '{stories, plural, one {# story} other {# stories}} out of {articles, plural, one {# article} other {# articles}} from {sources, plural, one {# source} other {# sources}} since {since}',
  'digest.quiet':
    'A quiet day: {stories, plural, one {# story} other {# stories}} out of {articles, plural, one {# article} other {# articles}} from {sources, plural, one {# source} other {# sources}} since {since}',
  'digest.catch-up':
    'Catch-up for {from} to {to}. The bot was not running; {missed, plural, one {the digest of {days} is} other {the digests of {days} are}} in this one.',
  'digest.empty':
    'No news since {since}. {sources, plural, one {# source} other {# sources}} read, nothing new.',
  'digest.nothing-readable': 'No source could be read since {since}, so there is no digest.',
  'digest.nothing-new': 'Nothing new since {since}.',
  'digest.preview': 'This is what {place} would get on {when} if nothing more came in.',
  'digest.preview-here': 'This is what you would get on {when} if nothing more came in.',
  'digest.preview-now': 'This is what a digest here would hold now.',

  'story.update': 'Update:',
  'story.only-in': 'Only in {outlet}:',
  'story.new-since': 'new since {link}',
  'story.digest-of': "{day}'s digest",
  'story.language': 'in {language}',
  'story.excerpt': 'beginning of a longer passage',

  'foot.next': 'Next: {when}.',
  'foot.next-digest': 'Next digest {when}.',
  'foot.muted': '{articles, plural, one {# article} other {# articles}} muted.',
  'foot.left-out': '{stories, plural, one {# more story was} other {# more stories were}} left out.',
  'foot.all-read': '{sources, plural, one {The only source was} other {All # sources were}} read.',
  'foot.not-read-since': '{source} not read since {since}{reason}.',
  'foot.reason': ' ({reason})',
  'foot.never-read': '{source} not read yet{reason}.',
  'foot.not-read': '{sources, plural, one {# source was} other {# sources were}} not read.',
  'foot.more-not-read': '{sources, plural, one {# more source was} other {# more sources were}} not read.',
  'foot.private': 'Only you see this.',
  'foot.next-in': 'Next in {place}: {when}.',

  'control.more': 'More',
  'control.sources': 'Sources',
  'control.about-one-story': 'About one story…',

  'more.first-line':
    '{stories, plural, one {The story} other {The # stories}} of {day} at length. Each sentence names its outlet.',
  'sources.first-line':
    '{articles, plural, one {The # article} other {The # articles}} behind {stories, plural, one {the story} other {the # stories}} of {day}',
  'sources.article': '{outlet}: {title}',
  'sources.more': 'and {articles, plural, one {# more article} other {# more articles}}',

  'part.heading': '{title}, part {part} of {parts}',
} as const;
