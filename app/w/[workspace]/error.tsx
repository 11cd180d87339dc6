'use client'
import { ErrorState } from '@/components/ui/error-state'

export default function WorkspaceError({ reset }: { reset: () => void }) {
  return (
    <ErrorState
      title="This page could not be shown"
      message="What you were doing is saved. Try again; if it keeps happening, tell whoever runs this KAOS."
      onRetry={reset}
      className="pt-[12vh]"
    />
  )
}
