import type { Matrix } from './matrix'

export type Font = { fontMatrix?: number[]; vertical?: boolean; isType3Font?: boolean }

/** What PDF calls the graphics state, as far as it says whether a text leaves a mark. */
export type Paint = {
  ctm: Matrix
  fill: string
  alpha: number
  font: Font | null
  fontSize: number
  charSpacing: number
  wordSpacing: number
  hScale: number
  rise: number
  leading: number
  mode: number
}

/** Of an image or a pattern: not one colour. */
export const UNKNOWN_FILL = 'pattern'
export const WHITE = '#ffffff'

/** As every page begins: black, opaque, without a font. */
export function initialPaint(ctm: Matrix): Paint {
  return {
    ctm,
    fill: '#000000',
    alpha: 1,
    font: null,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    hScale: 1,
    rise: 0,
    leading: 0,
    mode: 0,
  }
}

/** Two colours nobody tells apart. A fill that is not one colour (image, pattern) is never alike. */
export function alike(one: string, other: string): boolean {
  const [a, b] = [channelsOf(one), channelsOf(other)]
  return a !== null && b !== null && a.every((value, at) => Math.abs(value - (b[at] ?? 0)) < 24)
}

function channelsOf(colour: string): number[] | null {
  const [, red, green, blue] = /^#(..)(..)(..)$/.exec(colour) ?? []
  return red && green && blue ? [red, green, blue].map((part) => Number.parseInt(part, 16)) : null
}
