/** A cron text, read. `everyHour`: its hour is `*`, so it goes by the minute and not by the clock's hours. */
export type Cron = {
  minutes: readonly number[]
  hours: readonly number[]
  everyHour: boolean
  matches(day: Date): boolean
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const NICKNAMES: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
}

/**
 * Five fields, as Unix reads them: where both the day of the month and the day of the week are given, either will do.
 * Besides: `L`, the last day of the month; `5L`, its last Friday; `2#1`, its first Tuesday. Throws what is wrong, in words.
 */
export function parseCron(text: string): Cron {
  const written = text.trim().toLowerCase()
  const fields = (Object.hasOwn(NICKNAMES, written) ? (NICKNAMES[written] ?? '') : written).split(/\s+/)
  const [minute, hour, monthDay, month, weekday, ...more] = fields
  if (
    minute === undefined ||
    hour === undefined ||
    monthDay === undefined ||
    month === undefined ||
    weekday === undefined ||
    more.length > 0
  ) {
    throw new Error('It needs five parts: minute, hour, day of the month, month, day of the week.')
  }
  const months = new Set(numbersIn(month, { what: 'month', from: 1, to: 12, names: MONTHS, first: 1 }))
  const isMonthDay = monthDayRule(monthDay)
  const isWeekday = weekdayRule(weekday)
  const either = !isAny(monthDay) && !isAny(weekday)
  return {
    minutes: numbersIn(minute, { what: 'minute', from: 0, to: 59 }),
    hours: numbersIn(hour, { what: 'hour', from: 0, to: 23 }),
    everyHour: isAny(hour),
    matches: (day) => months.has(day.getUTCMonth() + 1) && (either ? isMonthDay(day) || isWeekday(day) : isMonthDay(day) && isWeekday(day)),
  }
}

/** As Unix does: a field that begins with a star restricts no day by itself. */
function isAny(field: string): boolean {
  return field.startsWith('*') || field === '?'
}

type Rule = (day: Date) => boolean

function monthDayRule(field: string): Rule {
  const rules = field.split(',').map((part): Rule => {
    if (part === 'l') return (day) => day.getUTCDate() === lastDayOf(day)
    const days = new Set(numbersIn(part, { what: 'day of the month', from: 1, to: 31 }))
    return (day) => days.has(day.getUTCDate())
  })
  return (day) => rules.some((rule) => rule(day))
}

function weekdayRule(field: string): Rule {
  const of = { what: 'day of the week', from: 0, to: 7, names: DAYS, first: 0 }
  const rules = field.split(',').map((part): Rule => {
    const last = /^([a-z\d]+)l$/.exec(part)?.[1]
    if (last !== undefined) {
      const wanted = numberIn(last, of) % 7
      return (day) => day.getUTCDay() === wanted && day.getUTCDate() + 7 > lastDayOf(day)
    }
    const [, name, nth] = /^([a-z\d]+)#([1-5])$/.exec(part) ?? []
    if (name !== undefined) {
      const wanted = numberIn(name, of) % 7
      return (day) => day.getUTCDay() === wanted && Math.ceil(day.getUTCDate() / 7) === Number(nth)
    }
    const days = new Set(numbersIn(part, of).map((each) => each % 7))
    return (day) => days.has(day.getUTCDay())
  })
  return (day) => rules.some((rule) => rule(day))
}

type Field = { what: string; from: number; to: number; names?: readonly string[]; first?: number }

// A star, 5, 1-5, 8-18/2, a star with /15, and several with commas.
function numbersIn(text: string, field: Field): number[] {
  const numbers = new Set<number>()
  for (const part of text.split(',')) {
    const [range = '', step, ...more] = part.split('/')
    const by = step === undefined ? 1 : Number(step)
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) throw unreadable(part, field)
    const [from, to] = rangeOf(range, step !== undefined, field)
    for (let each = from; each <= to; each += by) numbers.add(each)
  }
  return [...numbers].sort((a, b) => a - b)
}

function rangeOf(text: string, isStepped: boolean, field: Field): [number, number] {
  if (text === '*' || text === '?') return [field.from, field.names === DAYS ? 6 : field.to]
  const [from = '', to, ...more] = text.split('-')
  const first = numberIn(from, field)
  const last = to === undefined ? (isStepped ? field.to : first) : numberIn(to, field)
  if (more.length > 0 || last < first) throw unreadable(text, field)
  return [first, last]
}

function numberIn(text: string, field: Field): number {
  const named = field.names?.indexOf(text) ?? -1
  const number = named >= 0 ? named + (field.first ?? 0) : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN
  if (number >= field.from && number <= field.to) return number
  throw unreadable(text, field)
}

function unreadable(text: string, { what, from, to }: Field): Error {
  return new Error(`“${text}” is no ${what}. It goes from ${from} to ${to}.`)
}

export function lastDayOf(day: Date): number {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate()
}
