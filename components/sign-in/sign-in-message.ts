const MESSAGES: Record<string, string> = {
  credentials: 'This e-mail and password don’t match. Check both and try again.',
  CredentialsSignin: 'This e-mail and password don’t match. Check both and try again.',
  'rate-limited': 'Too many tries. Wait a few minutes, then try again.',
  unreachable: 'KAOS could not be reached. Check your connection and try again.',
  AccessDenied: 'You have no account here yet. Ask a workspace owner for an invitation.',
}

/** What a failed sign-in says; the same for unknown people and wrong passwords. */
export function signInMessage(code: string | undefined): string {
  return MESSAGES[code ?? ''] ?? 'Signing in did not work. Try again, or ask whoever runs this KAOS.'
}
