import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from 'lucide-react'
import type { Action } from '../actions/action'
import { onCanvas } from './focus-place'
import type { useGestures } from './use-gestures'

const STEP = 8

const DIRECTIONS = [
  { direction: 'left', where: 'on the left', icon: ArrowLeft, dx: -STEP, dy: 0 },
  { direction: 'right', where: 'on the right', icon: ArrowRight, dx: STEP, dy: 0 },
  { direction: 'up', where: 'above', icon: ArrowUp, dx: 0, dy: -STEP },
  { direction: 'down', where: 'below', icon: ArrowDown, dx: 0, dy: STEP },
] as const

/** Arrows walk from step to step; with alt they move what is selected. */
export function moveActions({ walk, nudge }: ReturnType<typeof useGestures>, mayEdit: boolean, some: () => boolean): Action[] {
  return DIRECTIONS.flatMap(({ direction, where, icon, dx, dy }): Action[] => [
    {
      id: `walk.${direction}`,
      label: `Go to the step ${where}`,
      group: 'Around the flow',
      icon,
      shortcut: `arrow${direction}`,
      when: onCanvas,
      run: () => walk(direction),
    },
    {
      id: `nudge.${direction}`,
      label: `Move ${direction}`,
      group: 'Arrange',
      icon,
      shortcut: `alt+arrow${direction}`,
      may: mayEdit,
      when: some,
      run: () => nudge(dx, dy),
    },
  ])
}
