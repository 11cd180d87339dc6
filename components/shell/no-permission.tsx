import { Lock } from 'lucide-react'
import Link from 'next/link'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

/** For someone who is signed in, but whose role doesn't reach this far. */
export function NoPermission({ backHref, message }: { backHref: string; message?: string }) {
  return (
    <EmptyState
      art={<Lock className="size-7" strokeWidth={1.5} aria-hidden />}
      title="Your role does not allow this"
      className="pt-[12vh]"
      actions={
        <Button asChild>
          <Link href={backHref}>Go back</Link>
        </Button>
      }
    >
      {message ?? 'Someone who manages the members of this workspace can change your role.'}
    </EmptyState>
  )
}
