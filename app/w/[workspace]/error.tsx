'use client'
import { usePathname } from 'next/navigation'
import { leftBehind } from '@/components/draft/left-behind'
import { ErrorState } from '@/components/ui/error-state'

export default function WorkspaceError({ reset }: { reset: () => void }) {
  const left = leftBehind(usePathname())
  return (
    <ErrorState
      title="This page could not be shown"
      message={`${left} Try again; if it keeps happening, tell whoever runs this KAOS.`.trimStart()}
      onRetry={reset}
      className="pt-[12vh]"
    />
  )
}
