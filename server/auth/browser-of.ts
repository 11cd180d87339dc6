import type { Browser } from '../services/account/open-session'

/** The gateway writes `X-Forwarded-For` itself and lets none in from outside (server/gateway/web-proxy.ts). */
export function browserOf(headers: Headers): Browser {
  return {
    userAgent: headers.get('user-agent') ?? '',
    address: headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown',
  }
}
