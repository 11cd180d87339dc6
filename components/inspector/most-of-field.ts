/** Letters of one field. A change of more could not be sent to the server in one piece. */
export const MOST_OF_FIELD = 200_000
