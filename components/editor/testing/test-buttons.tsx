'use client'
import { FlaskConical, Play, StepForward } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { useScreen } from '../context'
import { useFollowed } from '../use-followed'
import type { useStepTesting } from './use-step-testing'

/** Below a step: up to here, only this, and, with a run on the canvas, on from here. */
export function TestButtons({ nodeId, testing }: { nodeId: string; testing: ReturnType<typeof useStepTesting> }) {
  useFollowed(useScreen((state) => state.run))
  const place = testing.placeToGoOn(nodeId)
  return (
    <div className="flex flex-wrap gap-2">
      <Button loading={testing.isPending} onClick={() => testing.runUntil(nodeId)}>
        <Play aria-hidden />
        Run until here
      </Button>
      {testing.canPin(nodeId) && (
        <Button variant="ghost" disabled={testing.isPending} onClick={() => testing.runAlone(nodeId)}>
          <FlaskConical aria-hidden />
          Just this step
          <Kbd keys="shift+enter" />
        </Button>
      )}
      {place !== null && testing.canPin(nodeId) && (
        <Button variant="ghost" disabled={testing.isPending} onClick={() => testing.goOn(place)}>
          <StepForward aria-hidden />
          Go on from here
        </Button>
      )}
    </div>
  )
}
