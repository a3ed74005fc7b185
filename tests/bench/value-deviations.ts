/** Why a case of a public suite is answered otherwise, by a pattern of its input. Listed by the bench beside the case. */
export const deviations: readonly Readonly<{ of: RegExp; reason: string }>[] = [
  { of: /\d{2}\/\d{2}, \d{4}/, reason: 'the suite reads month before day; Arabic writes day before month' },
  { of: /سبوعي|يومي$/, reason: 'a possessive (my week, my day), or the adjective weekly, daily' },
  { of: /وقت لاحق من/, reason: 'later this year has no bounds; the part that points is found alone' },
  {
    of: /(?:الماضي|هذا الأسبوع) (?:بين|من) ال/,
    reason: 'two weekdays of a week that stands before them are found as two expressions',
  },
  {
    of: /عطلة نهاية/,
    reason: 'which days a weekend has differs between Arab states; it is found without the words that move it',
  },
  {
    of: /ليرات|ليرة/,
    reason: 'a bare lira is Syrian, Lebanese or Turkish; without a region in the text none is guessed',
  },
  { of: /--\^/, reason: 'no notation of numbers' },
  { of: /٥\/١٧\/٢٠١٨/, reason: 'a date; the suite wants its parts as three numbers' },
  { of: /^أي واحد/, reason: 'which one: a pronoun, read as the number when asked for a number' },
]
