import { RotateCw, TriangleAlert } from 'lucide-react'
import { Button } from './button'
import { EmptyState } from './empty-state'

type ErrorStateProps = {
  title: string
  /** What happened, in words the reader can act on. */
  message: string
  onRetry?: () => void
  className?: string
}

export function ErrorState({ title, message, onRetry, className }: ErrorStateProps) {
  return (
    <div role="alert" className={className}>
      <EmptyState
        art={
          <span className="flex size-10 items-center justify-center rounded-md bg-bad-soft text-bad">
            <TriangleAlert className="size-5" strokeWidth={1.75} aria-hidden />
          </span>
        }
        title={title}
        actions={
          onRetry && (
            <Button onClick={onRetry}>
              <RotateCw aria-hidden />
              Try again
            </Button>
          )
        }
      >
        {message}
      </EmptyState>
    </div>
  )
}
