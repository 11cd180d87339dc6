import { headers } from 'next/headers'
import { contextFor, NO_WORKSPACE } from './context'
import { createCallerFactory } from './init'
import { appRouter } from './router'

/** The API for pages, as the person who asked for the page. */
export async function createCaller(slug: string = NO_WORKSPACE) {
  return createCallerFactory(appRouter)(await contextFor(await headers(), slug))
}
