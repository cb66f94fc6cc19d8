/** What a password must be: length over rules of composition, and none of the commonest (OWASP ASVS 5.0, 6.2). */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
/** With fewer different characters it is a pattern, not a password. */
const DIFFERENT_MIN = 5;

/** The commonest of at least twelve characters, in lists of stolen ones and on keyboards of both languages. */
const COMMON: ReadonlySet<string> = new Set([
  ...['123456789012', '1234567890123', '12345678901234', '123456789123', '1234567891011', '0123456789012'],
  ...['123456123456', '123123123123', '987654321098', 'password1234', 'password12345', 'password123456'],
  ...['passwordpassword', 'passw0rd1234', 'p@ssw0rd1234', 'qwertyuiop12', 'qwertyuiop123', 'qwerty123456'],
  ...['qwertyqwerty', 'qwertyuiopas', '1q2w3e4r5t6y', '1qaz2wsx3edc', '1qaz2wsx3edc4rfv', 'qazwsxedcrfv'],
  ...['zaq12wsxcde3', 'abcdefghijkl', 'abc123456789', 'abcd12345678', 'iloveyou1234', 'iloveyouforever'],
  ...['administrator', 'administrator1', 'adminadmin123', 'admin1234567', 'changeme1234', 'changemechangeme'],
  ...['welcome12345', 'welcome123456', 'letmein12345', 'unbelievable', 'football1234', 'monkey123456'],
  ...['correcthorsebatterystaple', 'trustno1trustno1', 'jointwarning', 'jointwarningcenter', 'testtesttest1'],
  ...['йцукенгшщзхъ', 'парольпароль', 'пароль123456', 'администратор', 'любовьлюбовь', 'привет123456'],
]);

export type PasswordFault = 'SHORT' | 'LONG' | 'COMMON';

/** One way of writing each character, so that every keyboard's password is the same one. */
export const normalPassword = (typed: string): string => typed.normalize('NFC');

/** Why a password is refused; null: it may be used. Length is counted in characters as they are read (code points). */
export function passwordFault(typed: string, login: string): PasswordFault | null {
  const characters = [...normalPassword(typed)];
  if (characters.length < PASSWORD_MIN) return 'SHORT';
  if (characters.length > PASSWORD_MAX) return 'LONG';
  const folded = characters.join('').toLowerCase();
  const pattern = new Set(characters).size < DIFFERENT_MIN;
  return pattern || COMMON.has(folded) || folded.includes(login.toLowerCase()) ? 'COMMON' : null;
}

/** What a form takes before it is judged: any password that may be used fits, whatever its characters need. */
export const PASSWORD_TYPED_MAX = 1024;

/** A user's name at sign-in: Latin, so that no two look alike. */
export const LOGIN = /^[a-z0-9][a-z0-9._-]{2,39}$/;
export const LOGIN_MAX = 40;
export const normalLogin = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase();
