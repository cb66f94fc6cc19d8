import type { ReactElement } from 'react';

export type IconName =
  | 'check'
  | 'awaited'
  | 'cross'
  | 'chevron'
  | 'bell'
  | 'bell-off'
  | 'lock'
  | 'search'
  | 'link-lost'
  | 'close'
  | 'robot'
  | 'key'
  | 'key-off';

const PATHS: Record<IconName, ReactElement> = {
  check: <path d="M2.5 7.5 5.5 10.5 11.5 3.5" />,
  awaited: <circle cx="7" cy="7" r="4.7" strokeDasharray="2.2 1.5" />,
  cross: <path d="M3 3 11 11M11 3 3 11" />,
  close: <path d="M3 3 11 11M11 3 3 11" />,
  chevron: <path d="M5 2.5 9.5 7 5 11.5" />,
  bell: <path d="M2.5 10.5h9M3.7 10.3V6.2a3.3 3.3 0 0 1 6.6 0v4.1M5.8 12.3h2.4M7 2.9V1.4" />,
  'bell-off': (
    <path d="M2.5 10.5h9M3.7 10.3V6.2a3.3 3.3 0 0 1 6.6 0v4.1M5.8 12.3h2.4M7 2.9V1.4M1.5 1.5l11 11" />
  ),
  lock: <path d="M3 6.2h8v5.6H3zM4.7 6V4.3a2.3 2.3 0 0 1 4.6 0V6" />,
  search: <path d="M6 1.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4M9.2 9.2l3 3" />,
  robot: <path d="M2.6 5.2h8.8v6.6H2.6zM7 5V2.6M7 1.2v.8M5 7.6v1.2M9 7.6v1.2" />,
  key: <path d="M4.4 5.4a3 3 0 1 0 0 3.2M6.8 7h5.7M10 7v2.2M12.3 7v1.8" />,
  'key-off': <path d="M4.4 5.4a3 3 0 1 0 0 3.2M6.8 7h5.7M10 7v2.2M12.3 7v1.8M1.5 12.5l11-11" />,
  'link-lost': <path d="M1.5 12.5v-2M4.5 12.5v-4M7.5 12.5v-6M8.5 1.5l4 4M12.5 1.5l-4 4" />,
};

/** A small line drawing beside a word; alone it needs `label`. Takes the colour of the text around it. */
export function Icon({ name, size = 14, label }: { name: IconName; size?: number; label?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      className="inline-block flex-none align-[-2px]"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {PATHS[name]}
    </svg>
  );
}
