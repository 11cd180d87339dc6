import { match } from '../editor/match'

const SHOWN = 40

export type Zone = { name: string; title: string; offset: string }

/** Browsers call these by names that the IANA database has given up; what people there type is what is shown. */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** Where the person is, as their browser says. */
export function zoneHere(): string {
  return nameToday(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC')
}

/** Time zones that fit what was typed, the best first: by city, region, or what clocks there are ahead. With nothing typed, here and UTC. */
export function zonesFor(typed: string, here: string, now: number): { zones: Zone[]; more: boolean } {
  const wanted = typed.trim()
  const all = [...new Set([here, 'UTC', ...Intl.supportedValuesOf('timeZone').map(nameToday)])]
  const fitting = wanted === '' ? all : bestFirst(all, wanted)
  return { zones: fitting.slice(0, SHOWN).map((name) => zoneOf(name, now)), more: fitting.length > SHOWN }
}

export function zoneOf(name: string, now: number): Zone {
  return { name, title: titleOf(name), offset: offsetOf(name, now) }
}

function bestFirst(all: readonly string[], wanted: string): string[] {
  return all
    .map((name) => {
      const city = titleOf(name.slice(name.lastIndexOf('/') + 1))
      return { name, fit: match(wanted, { title: city, words: [name, ...titleOf(name).split(/[ /]+/)], summary: '' }) }
    })
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ name }) => name)
}

function nameToday(name: string): string {
  return RENAMED[name] ?? name
}

function titleOf(name: string): string {
  return name.replaceAll('_', ' ')
}

/** As it is today: summer time is not a zone of its own. Empty for a name that no zone has. */
function offsetOf(name: string, now: number): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: name, timeZoneName: 'shortOffset' }).formatToParts(now)
    return parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
  } catch {
    return ''
  }
}
