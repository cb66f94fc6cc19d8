/** A name in both languages. Every text that a person may see has both. */
export interface Words {
  en: string;
  ru: string;
}
export type Language = keyof Words;
