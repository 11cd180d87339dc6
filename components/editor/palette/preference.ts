const KEY = 'kaos:palette'

/** Beside the canvas, not over it. */
const WIDE = '(min-width: 1024px)'

/** Whether this person keeps the palette open, in this browser. On a narrow screen it waits to be asked for. */
export function keepsPaletteOpen(): boolean {
  try {
    return localStorage.getItem(KEY) === 'open' && matchMedia(WIDE).matches
  } catch {
    return false // no storage here
  }
}

export function keepPaletteOpen(open: boolean) {
  try {
    localStorage.setItem(KEY, open ? 'open' : 'closed')
  } catch {
    // as above
  }
}
