'use client'
import { useActions } from '../../actions/use-actions'
import { useWrapActions } from '../wrap/use-wrap-actions'
import { useArrangeActions } from './use-arrange-actions'

/** For the palette, the keys and the sheet. Always there: a key that is pressed right after the first selection counts. */
export function ArrangeActions() {
  useActions([...useArrangeActions(), ...useWrapActions()])
  return null
}
