import { config } from 'zod'

// Zod asks by `new Function` whether it may compile its schemas, which our content security policy answers with a
// report in the console. This module is imported before any schema exists.
config({ jitless: true })
