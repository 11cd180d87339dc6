/**
 * True when a page of ours sent the request. Browsers say so in `Sec-Fetch-Site`, which no script can set; where that is
 * missing, `Origin` has to be our own. Together with JSON as the only content type, no other site can act with our cookie.
 */
export function isSameSite(headers: Headers, publicUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = headers.get('origin')
  return origin === null || origin === new URL(publicUrl).origin
}
