import type { OAuth2 } from '@/flow/define/connection'

type Provider = { imapHost: string; smtpHost: string; oauth2: OAuth2 }

/**
 * Providers whose mailboxes take a sign-in in place of a password: their servers, and the authorisation that IMAP and SMTP
 * want there (XOAUTH2), as Google and Microsoft describe them for their mail protocols.
 */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  google: {
    imapHost: 'imap.gmail.com',
    smtpHost: 'smtp.gmail.com',
    oauth2: {
      authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      scopes: ['https://mail.google.com/'],
      parameters: { access_type: 'offline', prompt: 'consent' },
    },
  },
  microsoft: {
    imapHost: 'outlook.office365.com',
    smtpHost: 'smtp.office365.com',
    oauth2: {
      authorizationUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
      tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
      scopes: ['offline_access', 'https://outlook.office.com/IMAP.AccessAsUser.All', 'https://outlook.office.com/SMTP.Send'],
    },
  },
}

/** Where an account is read and sent from: at the provider that was chosen, else at the servers that were filled in. */
export function serversIn({ signIn, imapHost, smtpHost }: { signIn?: unknown; imapHost?: unknown; smtpHost?: unknown }) {
  const provider = providerIn(signIn)
  return { imapHost: provider?.imapHost ?? String(imapHost ?? ''), smtpHost: provider?.smtpHost ?? String(smtpHost ?? '') }
}

export function providerIn(signIn: unknown): Provider | undefined {
  return typeof signIn === 'string' && Object.hasOwn(PROVIDERS, signIn) ? PROVIDERS[signIn] : undefined
}
