/** In place of a name: names are shown of members only. */
export const FORMER_MEMBER = 'Former member'
