'use client'
import { ListChecks, X } from 'lucide-react'
import { useActions } from '../actions/use-actions'
import type { Ticked } from './use-ticked'

/** Ticking by keys and from the palette, in any long list. `group`: what the list shows. */
export function useTickActions(group: string, ids: readonly string[], ticked: Ticked) {
  useActions([
    {
      id: 'list.select-all',
      label: 'Select all that are loaded',
      group,
      icon: ListChecks,
      shortcut: 'mod+a',
      when: () => ids.length > 0,
      run: () => ticked.add(ids),
    },
    {
      id: 'list.select-none',
      label: 'Select none',
      group,
      icon: X,
      shortcut: 'escape',
      when: () => ticked.isChoosing,
      run: ticked.clear,
    },
  ])
}
