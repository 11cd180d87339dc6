import { FlaskConical } from 'lucide-react'
import type { ReactNode } from 'react'

/** On every page of a sandbox, so that nobody takes it for the real thing. */
export function SandboxNote({ children }: { children: ReactNode }) {
  return (
    <p className="flex shrink-0 items-center gap-2 bg-note px-4 py-2 text-note-ink text-sm">
      <FlaskConical className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
      <span>
        <strong className="font-semibold">Sandbox: nothing here is real.</strong> {children}
      </span>
    </p>
  )
}
