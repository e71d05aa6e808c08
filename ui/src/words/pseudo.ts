// Two languages that nobody speaks. One is longer and accented: what is not is not in the tables, and what is cut off does
// not fit German either. The other runs from right to left.

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ODD = 'ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ';
const VOWELS = 'aeiouAEIOU';

/** Accented, and longer by its vowels: some 30 %, as German is at its longest. */
export function accented(text: string): string {
  return [...text]
    .map((letter) => {
      const at = PLAIN.indexOf(letter);
      const odd = at < 0 ? letter : [...ODD][at]!;
      return VOWELS.includes(letter) ? odd + odd : odd;
    })
    .join('');
}

const FROM_RIGHT = '\u202e';
const END = '\u202c';

/** Every word from right to left, so that a page reads as one in Arabic or Hebrew would. */
export function mirrored(text: string): string {
  return text.replace(/[\p{L}\p{N}]+/gu, (word) => `${FROM_RIGHT}${word}${END}`);
}
