'use client'
import dynamic from 'next/dynamic'
import type { ComponentType, ReactNode } from 'react'
import { untilThere } from '../editor/until-there'

/** A part of a page that comes when it is first drawn; `loading` stands there meanwhile. */
export function later<Props>(load: () => Promise<ComponentType<Props>>, loading?: () => ReactNode): ComponentType<Props> {
  return dynamic(() => untilThere(load), { ssr: false, loading })
}
