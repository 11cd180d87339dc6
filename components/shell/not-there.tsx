import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

type NotThereProps = { title: string; children: ReactNode; wayOn: { label: string; href: string } }

/** Where something used to be, or is not for whoever asks: the others are one click away. */
export function NotThere({ title, children, wayOn }: NotThereProps) {
  return (
    <EmptyState
      title={title}
      className="pt-[12vh]"
      actions={
        <Button asChild>
          <Link href={wayOn.href}>{wayOn.label}</Link>
        </Button>
      }
    >
      {children}
    </EmptyState>
  )
}
