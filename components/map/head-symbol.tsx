import { type Freshness, type HeadKind, headShape } from './head';

interface Props {
  kind: HeadKind;
  freshness: Freshness;
  /** Degrees clockwise from up; lists leave it up. */
  turnDeg?: number;
  size?: number;
  /** The word, where none stands beside the symbol. */
  label?: string;
}

/** The head of a launch or track as the map draws it, in the colour of the text around it. */
export function HeadSymbol({ kind, freshness, turnDeg = 0, size = 16, label }: Props) {
  const { parts, turns } = headShape(kind, freshness, false, null);
  return (
    <svg
      width={size}
      height={size}
      viewBox="-9 -9 18 18"
      className="inline-block flex-none align-[-3px]"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <g transform={turns && turnDeg ? `rotate(${turnDeg})` : undefined}>
        {parts.map((part) => (
          <path
            key={part.d}
            d={part.d}
            fill={part.filled ? 'currentColor' : 'none'}
            stroke={part.stroke > 0 ? 'currentColor' : 'none'}
            strokeWidth={part.stroke}
            strokeDasharray={part.dash.length > 0 ? part.dash.join(' ') : undefined}
          />
        ))}
      </g>
    </svg>
  );
}
