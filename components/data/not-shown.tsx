import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button'

/** In place of a file that could not be drawn. */
export function NotShown({ onRetry, children }: { onRetry?: () => void; children: ReactNode }) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-2.5 py-3 text-ink-2 text-sm">
      <p>{children}</p>
      {onRetry && (
        <Button size="sm" onClick={onRetry}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      )}
    </div>
  )
}
