/** Texts that have broken others' programs, by kind; written for these tests. */
export const NAUGHTY: Record<string, string> = {
  // Trojan Source: what is read is not what is written.
  'right-to-left override': 'access \u202Edeined\u202C by both',
  'isolates that swap': 'not \u2066really\u2069 a \u2067test\u2069',
  'embedding left open': 'agreed \u202B by A',
  'directional marks': 'A\u200FB\u200EC\u061CD',
  // What takes no place.
  'zero width': 're\u200Bal no\u200Ct te\u200Dst \uFEFFend',
  'word joiner and invisible operators': 'a\u2060b\u2061c\u2064d',
  'soft hyphen and fillers': 'no\u00ADtice \u115F\u3164\uFFA0.',
  'tag letters': `plain${String.fromCodePoint(0xe0041, 0xe0042, 0xe007f)}`,
  'variation selectors': 'A\uFE0F B\u{E0100}',
  'deprecated shaping': 'a\u206Ab\u206Fc',
  'interlinear notes': 'a\uFFF9b\uFFFBc',
  'line separators': 'one\u2028two\u2029three',
  // What is shown as it is.
  markup: '<script>alert(1)</script><img src=x onerror=alert(2)>',
  'attribute and entity': `"><svg/onload=alert(1)> &lt;b&gt; '`,
  'template and format': '{name} #{7*7} {{constructor}} %s %n {count, plural, other {#}}',
  formula: '=HYPERLINK("http://evil.example")',
  'right to left letters': 'אבג 123 ابجد',
  'combining marks': 'Z\u0351\u036B\u0343a\u0363\u0369l\u0348\u034Dg\u032Do',
  'wide and astral': '𝕿𝖊𝖘𝖙 👩‍🚀 田中さん',
  'words of programs': 'null undefined NaN Infinity __proto__ constructor true 1e999',
};

/** Texts that are none: a control, half of a pair, what is no character. */
export const NO_TEXT: Record<string, string> = {
  ...{ NUL: 'a\u0000b', bell: 'a\u0007b', escape: 'a\u001B[31mb', 'carriage return': 'a\rb' },
  ...{ delete: 'a\u007Fb', 'next line': 'a\u0085b', 'C1 introducer': 'a\u009Bb' },
  ...{
    'high half': 'a\uD83Db',
    'low half': 'a\uDE80b',
    'no character': 'a\uFFFEb',
    'last of plane': 'a\uFFFFb',
  },
};
