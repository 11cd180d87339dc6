/** Sizes of what is drawn, in canvas pixels. Handles lie at fixed places, so edges need no measuring of the page. */
export const CARD_WIDTH = 232
/** Until a card has been drawn once. */
export const CARD_HEIGHT_GUESS = 104
export const COLUMN_PITCH = 276
export const GRID = 4

export const HANDLE = 9
/** Of cards and containers: what lies in them is placed from inside it. */
export const BORDER = 1
/** Middle of the first handle, level with the card's name. */
export const FIRST_PORT_Y = 27
export const PORT_PITCH = 26

export const FRAME_HEAD = 32
export const FRAME_PAD = 24
/** Of a frame that is collapsed to a card. */
export const FOLDED_HEIGHT = 80

export const CONTAINER_HEAD = 84
export const CONTAINER_PAD = 28
export const CONTAINER_MIN_WIDTH = CARD_WIDTH + 2 * CONTAINER_PAD
export const CONTAINER_MIN_HEIGHT = CONTAINER_HEAD + 120

/** A small flow is not blown up to fill the screen. */
export const FIT = { padding: 0.18, maxZoom: 1 }
/** Below this size words cannot be read any more. */
export const READABLE = 0.45
/** More cards than these are boxes where no word could be read; fewer keep their face. */
export const MANY_CARDS = 150

/** How far to the right a line may reach as a curve before corners read better. */
export const CURVE_REACH = 420
/** How far a line with corners goes straight out of a step. */
export const STRAIGHT_OUT = 28

export function portY(index: number): number {
  return FIRST_PORT_Y + index * PORT_PITCH
}

/** A card is at least tall enough for its ports. */
export function heightForPorts(count: number): number {
  return count > 1 ? portY(count - 1) + 22 : 0
}
