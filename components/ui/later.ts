'use client'
import dynamic from 'next/dynamic'
import type { ComponentType } from 'react'
import { untilThere } from '../editor/until-there'

/** A part of a page that comes when it is first drawn. */
export function later<Props>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return dynamic(() => untilThere(load), { ssr: false })
}
