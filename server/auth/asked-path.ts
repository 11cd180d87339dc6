/** Set by the gateway alone: the path and query that were asked for. A layout does not hear of them otherwise. */
export const ASKED_PATH_HEADER = 'x-kaos-path'

/** The page of the workspace that somebody wanted before they had to sign in; its front page when that is not known. */
export function askedPath(headers: Headers, slug: string): string {
  const front = `/w/${slug}`
  const asked = headers.get(ASKED_PATH_HEADER) ?? ''
  // Next marks what its router fetches.
  return asked.startsWith(`${front}/`) ? asked.replace(/([?&])_rsc=[^&]*&?/, '$1').replace(/[?&]$/, '') : front
}
