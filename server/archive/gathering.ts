/** The name of the file, below the imports, that an archive's parts are gathered in. */
export const GATHERING = 'coming.part';
