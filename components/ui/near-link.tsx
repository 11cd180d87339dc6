'use client'
import Link from 'next/link'
import { type ComponentProps, useState } from 'react'
import { LinkProgress } from './link-progress'

/** Brings its page when somebody points at it or tabs to it: of a list, every row would ask for one before the page that is opened is there. */
export function NearLink({ onPointerEnter, onFocus, children, ...props }: ComponentProps<typeof Link>) {
  const [near, setNear] = useState(false)
  return (
    <Link
      {...props}
      prefetch={near ? 'auto' : false}
      onPointerEnter={(event) => {
        setNear(true)
        onPointerEnter?.(event)
      }}
      onFocus={(event) => {
        setNear(true)
        onFocus?.(event)
      }}
    >
      {children}
      <LinkProgress />
    </Link>
  )
}
