'use client'
import { useLinkStatus } from 'next/link'

/** Stands in a link: a line along the top of the page while what the link leads to is on its way and the old page still stands there. */
export function LinkProgress() {
  const { pending } = useLinkStatus()
  return pending ? <ProgressLine /> : null
}

export function ProgressLine() {
  return <span aria-hidden data-link-progress className="progress-motion fixed inset-x-0 top-0 z-50 h-0.5 bg-brand" />
}
