/** Who a page says it is for; the server does nothing for it in the name of another (server/trpc/init.ts). */
const MEANT_FOR = 'x-kaos-person'

/** `fetch` that says with all it asks to be done whom the page is for. What is only read goes as a page may send for it ahead. */
export function meantFor(person: string | undefined): (url: URL | RequestInfo, init?: RequestInit) => Promise<Response> {
  return (url, init) =>
    fetch(url, person === undefined || init?.method !== 'POST' ? init : { ...init, headers: { ...init.headers, [MEANT_FOR]: person } })
}
