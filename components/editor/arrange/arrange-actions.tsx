'use client'
import { useActions } from '../../actions/use-actions'
import { useArrangeActions } from './use-arrange-actions'

/** For the palette, the keys and the sheet. */
export function ArrangeActions() {
  useActions(useArrangeActions())
  return null
}
