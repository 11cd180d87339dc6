/** Turns of phrase that say what is meant better than their words do, each for a kind of step; the first that fits counts. */
const STEPS: readonly { type: string; says: RegExp; startedBy?: string }[] = [
  { type: 'webhook.respond', says: /^(?:respond|answer|reply|return)\b/i, startedBy: 'trigger.webhook' },
  { type: 'flow.return', says: /^(?:respond|answer|reply|return)\b/i, startedBy: 'trigger.called' },
  {
    type: 'list.filter',
    says: /^(?:keep|only|drop|remove|skip|ignore|leave out)\b.*\b(?:over|above|below|under|than|at least|at most|where|with|without|whose|that|which|who)\b/i,
  },
]

export function idiomIn(words: string, startedBy: string): string | undefined {
  return STEPS.find((each) => each.says.test(words) && (each.startedBy === undefined || each.startedBy === startedBy))?.type
}

const DAY = 'mon|tues|wednes|thurs|fri|satur|sun'
const SPAN = 'minute|hour|day|night|morning|noon|evening|afternoon|week|weekday|weekend|month|quarter|year'
const TIMES = new RegExp(
  `^(?:(?:(?:every|each|once an?|on)\\s+(?:other\\s+|first\\s+|last\\s+|\\d+\\s+)?(?:${SPAN}|(?:${DAY})day)s?(?:\\s+of\\s+the\\s+(?:month|week|year))?)|hourly|daily|weekly|monthly)` +
    '(?:\\s+(?:at|from|around)\\s+(?:noon|midnight|\\d{1,2}(?:[:.]\\d{2})?\\s*(?:am|pm|o’clock|o.clock)?))?\\b[,:]?\\s*',
  'i',
)

/** “Every Monday at 9 fetch the orders”: that it is about times, and what is to be done then. */
export function timesIn(words: string): { rest: string } | null {
  return TIMES.test(words) ? { rest: words.replace(TIMES, '') } : null
}

const FOR_EACH =
  /^(?:for (?:each|every|all)(?: of)?|loop over|go through)\s+(?:(?:the|these|those|all|new|one|single|our|my)\s+)*[\p{L}-]+(?:\s+of them)?[,:]?\s*/iu

/** “For each row call the API”: that it goes over a list, and what is to be done with each. */
export function eachIn(words: string): { rest: string } | null {
  return FOR_EACH.test(words) ? { rest: words.replace(FOR_EACH, '') } : null
}

const OTHERWISE = /^(?:otherwise|else|if not)\b[,:]?\s*/i

export function otherwiseIn(words: string): { rest: string } | null {
  return OTHERWISE.test(words) ? { rest: words.replace(OTHERWISE, '') } : null
}
