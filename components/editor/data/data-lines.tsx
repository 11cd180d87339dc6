'use client'
import { DrawnDataLines } from '../on-demand'
import { useShiftHeld } from './use-shift-held'

/** While Shift is held: the way data takes. */
export function DataLines() {
  return useShiftHeld() ? <DrawnDataLines /> : null
}
