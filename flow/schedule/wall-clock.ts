import { zoneOffsetMs } from '../expressions/library/zones'

const DAY = 86_400_000

/** The day that calendars in the zone show, counted from 1 January 1970. */
export function dayIn(zone: string, at: number): number {
  return Math.floor((at + zoneOffsetMs(zone, at)) / DAY)
}

/**
 * When clocks in the zone show these minutes of this day: usually once each. Where summer time begins they skip some, which
 * then come at the first moment after the gap; where it ends they show some twice, earlier first.
 */
export function instantsOn(zone: string, day: number, minutes: readonly number[]): number[][] {
  const midnight = day * DAY
  const before = zoneOffsetMs(zone, midnight - DAY)
  const after = zoneOffsetMs(zone, midnight + 2 * DAY)
  if (before === after) return minutes.map((minute) => [midnight + minute * 60_000 - before])
  return minutes.map((minute) => {
    const shown = midnight + minute * 60_000
    const instants = [shown - before, shown - after].filter((at) => at + zoneOffsetMs(zone, at) === shown)
    return instants.length > 0 ? instants.sort((a, b) => a - b) : [jumpBetween(zone, midnight - DAY, midnight + 2 * DAY)]
  })
}

/** Between these two moments the zone's clocks are put once: when? */
function jumpBetween(zone: string, from: number, to: number): number {
  const before = zoneOffsetMs(zone, from)
  let [early, late] = [from, to]
  while (late - early > 1_000) {
    const middle = Math.floor((early + late) / 2_000) * 1_000
    if (zoneOffsetMs(zone, middle) === before) early = middle
    else late = middle
  }
  return late
}
