const YEAR = 31_536_000

/** A choice of this browser that the server needs for the first paint; nothing secret, readable by scripts. */
export function setPreference(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax`
}
