// Makes the cldr-*.json and umalqura.json files of this folder. Not part of the program: run by hand with the folder that holds
// the unpacked packages cldr-dates-full, cldr-cal-islamic-full, cldr-numbers-full, cldr-units-full, cldr-localenames-full
// (all 48.2.0, Unicode-3.0) and, as hijri-converter, @tabby_ai/hijri-converter 1.0.5 (month lengths of the Umm al-Qura table, facts only):
//   node build.mjs /folder dates > cldr-dates.json   (likewise currencies, units, territories, umalqura)
const [, , folder, wanted] = process.argv
const version = '48.2.0'
const read = async (name, locale, file) =>
  (await import(`${folder}/${name}/main/${locale}/${file}.json`, { with: { type: 'json' } })).default.main[locale]
const strip = (text) => text.replaceAll(/[\u200e\u200f\u061c]/g, '').trim()

const makers = {
  async dates() {
    const wide = async (locale) => {
      const { months } = (await read('cldr-dates-full', locale, 'ca-gregorian')).dates.calendars.gregorian
      return Object.values(months['stand-alone'].wide)
    }
    const sets = {}
    for (const locale of ['ar', 'ar-SY', 'ar-DZ', 'ar-MA', 'ar-MR']) sets[locale] = await wide(locale)
    const gregorian = (await read('cldr-dates-full', 'ar', 'ca-gregorian')).dates.calendars.gregorian
    const islamic = (await read('cldr-cal-islamic-full', 'ar', 'ca-islamic')).dates.calendars.islamic
    return {
      gregorian: sets,
      hijri: Object.values(islamic.months['stand-alone'].wide),
      weekdays: Object.values(gregorian.days['stand-alone'].wide),
    }
  },
  async currencies() {
    const { currencies } = (await read('cldr-numbers-full', 'ar', 'currencies')).numbers
    const entries = Object.entries(currencies).map(([code, data]) => {
      const names = Object.entries(data).filter(([key]) => key.startsWith('displayName'))
      const symbols = [data.symbol].filter((symbol) => symbol && symbol !== code)
      return [code, { names: [...new Set(names.map(([, name]) => strip(name)))], symbols: symbols.map(strip) }]
    })
    return Object.fromEntries(entries.filter(([, { names }]) => !/[(–]/.test(names[0])))
  },
  async units() {
    const { units } = await read('cldr-units-full', 'ar', 'units')
    const chosen = {
      'length-kilometer': 'kilometre',
      'length-meter': 'metre',
      'length-centimeter': 'centimetre',
      'length-millimeter': 'millimetre',
      'length-mile': 'mile',
      'length-yard': 'yard',
      'length-foot': 'foot',
      'length-inch': 'inch',
      'length-nautical-mile': 'nautical-mile',
      'area-square-kilometer': 'square-kilometre',
      'area-square-meter': 'square-metre',
      'area-hectare': 'hectare',
      'area-acre': 'acre',
      'area-dunam': 'dunam',
      'area-square-mile': 'square-mile',
      'volume-cubic-meter': 'cubic-metre',
      'volume-cubic-foot': 'cubic-foot',
      'volume-liter': 'litre',
      'volume-milliliter': 'millilitre',
      'volume-centiliter': 'centilitre',
      'volume-hectoliter': 'hectolitre',
      'volume-gallon': 'gallon',
      'volume-cup': 'cup',
      'volume-tablespoon': 'tablespoon',
      'volume-teaspoon': 'teaspoon',
      'mass-kilogram': 'kilogram',
      'mass-gram': 'gram',
      'mass-milligram': 'milligram',
      'mass-tonne': 'tonne',
      'mass-ounce': 'ounce',
      'mass-pound': 'pound',
      'mass-carat': 'carat',
      'power-watt': 'watt',
      'power-kilowatt': 'kilowatt',
      'power-megawatt': 'megawatt',
      'power-gigawatt': 'gigawatt',
      'power-horsepower': 'horsepower',
      'energy-kilowatt-hour': 'kilowatt-hour',
      'energy-calorie': 'calorie',
      'digital-byte': 'byte',
      'digital-kilobyte': 'kilobyte',
      'digital-megabyte': 'megabyte',
      'digital-gigabyte': 'gigabyte',
      'digital-terabyte': 'terabyte',
      'speed-kilometer-per-hour': 'kilometre-per-hour',
      'speed-knot': 'knot',
      'temperature-celsius': 'celsius',
      'temperature-fahrenheit': 'fahrenheit',
      'electric-volt': 'volt',
    }
    return Object.fromEntries(
      Object.entries(chosen).map(([id, name]) => {
        const forms = ['long', 'short', 'narrow'].flatMap((width) =>
          Object.entries(units[width][id])
            .filter(([key]) => key === 'displayName' || key.startsWith('unitPattern'))
            .map(([, form]) => strip(form.replace('{0}', ''))),
        )
        return [name, [...new Set(forms)].filter((form) => form !== '')]
      }),
    )
  },
  async territories() {
    const { territories } = (await read('cldr-localenames-full', 'ar', 'territories')).localeDisplayNames
    const names = {}
    for (const [code, name] of Object.entries(territories)) {
      const [id, alt] = code.split('-alt-')
      if (/^[A-Z]{2}$/.test(id) && !['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO'].includes(id))
        names[id] = alt ? [...(names[id] ?? []), strip(name)] : [strip(name), ...(names[id] ?? [])]
    }
    return names
  },
  // Umm al-Qura: for each year from 1343 on the lengths of its twelve months less 28, in base 4, as six hexadecimal digits.
  async umalqura() {
    const { MONTH_STARTS: starts } = (await import(`${folder}/hijri-converter/dist/_lib/ummalqura.js`)).default
    let years = ''
    for (let month = 0; month + 12 < starts.length; month += 12) {
      let packed = 0
      for (let at = month; at < month + 12; at++) packed = packed * 4 + (starts[at + 1] - starts[at] - 28)
      years += packed.toString(16).padStart(6, '0')
    }
    return { firstYear: 1343, firstDay: '1924-08-01', years }
  },
}
const data = await makers[wanted]()
console.log(
  JSON.stringify({ source: wanted === 'umalqura' ? undefined : `CLDR ${version}`, ...data }, null, 0).replaceAll(
    /("[A-Za-z-]+":)(?=[[{])/g,
    '\n$1',
  ),
)
