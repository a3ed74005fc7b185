import manifest from '../package.json' with { type: 'json' }

/** Version of the program. */
export const APP_VERSION: string = manifest.version
