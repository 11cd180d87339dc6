import { FlaskConical, History, Pin, StepForward } from 'lucide-react'
import type { Action } from '../../actions/action'
import { onCanvas } from '../focus-place'
import type { useStepTesting } from './use-step-testing'

type Around = { card: string | undefined; pinned: boolean; mayEdit: boolean; mayTest: boolean; showRuns: () => void }

export function testActions(testing: ReturnType<typeof useStepTesting>, { card, pinned, mayEdit, mayTest, showRuns }: Around): Action[] {
  const withCard = (act: (id: string) => unknown) => () => {
    if (card !== undefined) act(card)
  }
  const stands = () => card !== undefined && testing.canPin(card)
  return [
    {
      id: 'step.pin',
      label: pinned ? 'Unpin the data' : 'Pin the data',
      group: 'Steps',
      icon: Pin,
      shortcut: 'p',
      keywords: 'sample mock freeze unpin test',
      may: mayEdit,
      when: () => onCanvas() && stands(),
      run: withCard(testing.togglePin),
    },
    {
      id: 'step.run',
      label: 'Run just this step',
      group: 'Steps',
      icon: FlaskConical,
      shortcut: 'shift+enter',
      keywords: 'test single execute',
      may: mayTest,
      when: () => onCanvas() && stands(),
      run: withCard(testing.runAlone),
    },
    {
      id: 'step.run-until',
      label: 'Run until here',
      group: 'Steps',
      icon: StepForward,
      keywords: 'test',
      may: mayTest,
      when: stands,
      run: withCard(testing.runUntil),
    },
    {
      id: 'flow.runs',
      label: 'Show a past run here',
      group: 'Flow',
      icon: History,
      keywords: 'load history canvas open run',
      run: showRuns,
    },
  ]
}
