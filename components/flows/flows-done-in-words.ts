import type { Outputs } from '../trpc/types'

export type FlowsDone = Outputs['flows']['moveMany']
type Why = FlowsDone['left'][number]['why']
export type BulkVerb = 'move' | 'on' | 'off' | 'pause' | 'goOn' | 'remove' | 'restore' | 'export'

const DONE: Record<BulkVerb, [one: string, many: string]> = {
  move: ['was moved', 'were moved'],
  on: ['is on', 'are on'],
  off: ['is off', 'are off'],
  pause: ['is paused', 'are paused'],
  goOn: ['goes on', 'go on'],
  remove: ['was deleted', 'were deleted'],
  restore: ['is back', 'are back'],
  export: ['was exported', 'were exported'],
}

const ALREADY: Record<BulkVerb, [one: string, many: string]> = {
  move: ['was there already', 'were there already'],
  on: ['was on already', 'were on already'],
  off: ['was off already', 'were off already'],
  pause: ['was paused already', 'were paused already'],
  goOn: ['was not paused', 'were not paused'],
  remove: ['was deleted already', 'were deleted already'],
  restore: ['was there already', 'were there already'],
  export: ['was exported already', 'were exported already'],
}

const WHYS: readonly Why[] = ['unpublished', 'already', 'gone']
const NAMED = 3

/** `3 flows are off` */
export function doneInWords(verb: BulkVerb, count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'flow' : 'flows'} ${DONE[verb][count === 1 ? 0 : 1]}`
}

/** `2 have never been published: Invoices, Reminder. 1 is not there any more.` Nothing where all was done. */
export function leftInWords(verb: BulkVerb, left: FlowsDone['left'], nameOf: (id: string) => string | undefined): string {
  return WHYS.flatMap((why) => {
    const ids = left.filter((each) => each.why === why).map(({ id }) => id)
    if (ids.length === 0) return []
    const [one, many] =
      why === 'already'
        ? ALREADY[verb]
        : why === 'gone'
          ? ['is not there any more', 'are not there any more']
          : ['has never been published', 'have never been published']
    return `${ids.length.toLocaleString()} ${ids.length === 1 ? one : many}${namesOf(ids, nameOf)}.`
  }).join(' ')
}

/** `Keys were taken out of 2: Bills, Orders. Each file says which.` */
export function thinnedInWords(ids: readonly string[], nameOf: (id: string) => string | undefined): string {
  if (ids.length === 0) return ''
  return `Keys were taken out of ${ids.length.toLocaleString()}${namesOf(ids, nameOf)}. Each file says which.`
}

function namesOf(ids: readonly string[], nameOf: (id: string) => string | undefined): string {
  const names = ids.flatMap((id) => nameOf(id) ?? [])
  if (names.length === 0) return ''
  const more = ids.length - Math.min(names.length, NAMED)
  return `: ${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more.toLocaleString()} more` : ''}`
}
