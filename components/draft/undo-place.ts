import { newId } from '../editor/new-id'
import { type Hold, holdInThisBrowser } from './hold-place'

/**
 * Where a tab keeps its undo: tabs of one person do not share it, or one would take back what was done in the other.
 * Invariants: a tab holds its place for as long as it lives; a place that nobody holds belongs to nobody, and the
 * next tab that has none of its own takes over what was written there last.
 */
export type UndoPlace = {
  /** What a visit before left here, or a tab that is gone. */
  text: string | null
  write(text: string | null): void
  /** Leaves it to this tab's next visit, or to another. */
  close(): void
}

/** `hold`: null where pages can't tell each other apart. */
export type Browser = { local: Storage; session: Storage; hold: Hold | null }

/** Long enough for the page before this one to have let go of it; a copy of a tab waits in vain. */
const PATIENCE_MS = 500
/** Of tabs that are gone. */
const MOST_LEFT = 5

export function thisBrowser(): Browser | null {
  try {
    return { local: localStorage, session: sessionStorage, hold: holdInThisBrowser() }
  } catch {
    return null // no storage here: undo lasts as long as the page
  }
}

/** Of all tabs: what undo of any of them may bring back is not to be cleared away. */
export function textsLeft(name: string, browser: Browser | null): string[] {
  return browser ? [...placesOf(name, browser).values()].map(({ text }) => text) : []
}

export async function takeUndoPlace(name: string, browser: Browser | null): Promise<UndoPlace> {
  if (!browser) return { text: null, write: () => {}, close: () => {} }
  const { local, session, hold } = browser
  if (!hold) return placeAt(keyOf(name, ''), local, () => {})
  const before = read(session, keyOf(name, 'tab'))
  let tab = before ?? newId()
  let letGo = await hold(keyOf(name, tab), PATIENCE_MS)
  if (!letGo) {
    tab = newId()
    letGo = await hold(keyOf(name, tab), PATIENCE_MS)
  }
  write(session, keyOf(name, 'tab'), tab)
  const key = keyOf(name, tab)
  if (read(local, key) === null) await inherit(name, key, browser, hold)
  return placeAt(key, local, letGo ?? (() => {}))
}

function placeAt(key: string, local: Storage, close: () => void): UndoPlace {
  return {
    text: textIn(read(local, key)),
    write: (text) => write(local, key, text === null ? null : JSON.stringify({ at: Date.now(), text })),
    close,
  }
}

/** Moves what a tab that is gone wrote last to this place. Little is left of those before. */
async function inherit(name: string, key: string, browser: Browser, hold: Hold): Promise<void> {
  const { local } = browser
  const left = [...placesOf(name, browser)].sort(([, a], [, b]) => b.at - a.at)
  let taken = false
  // One after the other: whoever opens at the same time is to find those that are left.
  for (const [at, [other]] of left.entries()) {
    if (taken && at < MOST_LEFT) continue
    const letGo = await hold(other, 0)
    if (!letGo) continue
    // Another tab that opened just now may have been quicker.
    const text = read(local, other)
    if (text !== null && !taken) write(local, key, text)
    write(local, other, null)
    taken ||= text !== null
    letGo()
  }
}

function placesOf(name: string, { local }: Browser): Map<string, { at: number; text: string }> {
  const places = new Map<string, { at: number; text: string }>()
  try {
    for (let at = 0; at < local.length; at++) {
      const key = local.key(at)
      const kept = key?.startsWith(keyOf(name, '')) ? read(local, key) : null
      const text = textIn(kept)
      if (key !== null && kept !== null && text !== null) places.set(key, { at: atIn(kept), text })
    }
  } catch {
    // as far as it could be read
  }
  return places
}

function keyOf(name: string, tab: string): string {
  return `${name}:undo${tab === '' ? '' : `:${tab}`}`
}

type Kept = { at: number; text: string }

function textIn(kept: string | null): string | null {
  return kept === null ? null : (parsed(kept)?.text ?? kept)
}

function atIn(kept: string): number {
  return parsed(kept)?.at ?? 0
}

/** Null: as it was kept before tabs were told apart. */
function parsed(kept: string): Kept | null {
  try {
    const read: unknown = JSON.parse(kept)
    const isKept = typeof read === 'object' && read !== null && 'at' in read && typeof read.at === 'number' && 'text' in read
    return isKept && typeof read.text === 'string' ? { at: read.at as number, text: read.text } : null
  } catch {
    return null
  }
}

function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key)
  } catch {
    return null
  }
}

/** Undo of an earlier visit is a comfort: where a browser keeps nothing, or has no room, it goes without. */
function write(storage: Storage, key: string, text: string | null): void {
  try {
    storage.removeItem(key)
    if (text !== null) storage.setItem(key, text)
  } catch {
    // as above
  }
}
