/** The server decides; this only spares a round trip. */
export const MIN_PASSWORD = 12
