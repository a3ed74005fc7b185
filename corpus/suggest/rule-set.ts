/**
 * The version of all rules and lexicons under `suggest/`. Whoever changes what they find raises it: suggestions are kept
 * in memory under it, and every decision says which rules it judged.
 */
export const RULE_SET = '5'
