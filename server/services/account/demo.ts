/** The demo's owner (server/seed.ts). Not a first user: sign-up stays open while nobody else is here. */
export const DEMO_EMAIL = 'demo@kaos.local'
