/**
 * Generic vehicles: round numbers of our own that give the burn times and speeds of the generic classes
 * (scenarios/tables/classes.json); none stands for a real type. A template names stages and propellant, not a class:
 * what a flight is follows from how it is fitted.
 */
import type { Stage, Steering, Vehicle } from './vehicle';

const stage = (
  burnS: number,
  propellantKg: number,
  dryKg: number,
  exhaustMS: number,
  coastS: number,
  dragAreaM2: number,
): Stage => ({ burnS, propellantKg, dryKg, exhaustMS, coastS, dragAreaM2 });

const guidedBoost: Steering = { kind: 'programme', verticalS: 5, finalDeg: 35, untilShare: 0.75, shape: 0.8 };
const rail: Steering = { kind: 'rail', elevationDeg: 82 };
const toOrbit: Steering = {
  kind: 'orbit',
  verticalS: 10,
  pitchOverDeg: 28,
  shape: 0.75,
  perigeeM: 200e3,
  apogeeM: 220e3,
};

const vehicle = (
  stages: Stage[],
  payloadKg: number,
  payloadBetaKgM2: number,
  steering: Steering,
): Vehicle => ({
  stages,
  payloadKg,
  payloadBetaKgM2,
  steering,
});

export const TEMPLATES = {
  'solid-1': vehicle([stage(62, 3000, 700, 2380, 0, 0.2)], 600, 4500, guidedBoost),
  'solid-2': vehicle(
    [stage(66, 8000, 900, 2450, 1, 0.5), stage(62, 2800, 400, 2600, 0, 0.4)],
    1100,
    5500,
    guidedBoost,
  ),
  'solid-3': vehicle(
    [
      stage(62, 21000, 2200, 2600, 1, 0.8),
      stage(64, 6200, 700, 2750, 1, 0.6),
      stage(62, 3000, 350, 2800, 0, 0.6),
    ],
    1050,
    7000,
    guidedBoost,
  ),
  'liquid-1': vehicle([stage(115, 13000, 1400, 2650, 0, 0.4)], 800, 4500, guidedBoost),
  'liquid-1-large': vehicle([stage(165, 26000, 2200, 2950, 0, 0.7)], 650, 5500, guidedBoost),
  'liquid-2': vehicle(
    [stage(130, 90000, 6000, 2900, 2, 2), stage(150, 22000, 1800, 3050, 0, 2)],
    3000,
    8000,
    guidedBoost,
  ),
  'sounding-1': vehicle([stage(25, 750, 260, 2300, 0, 0.06)], 250, 900, rail),
  'sounding-2': vehicle(
    [stage(6, 620, 280, 2150, 7, 0.1), stage(30, 1000, 270, 2450, 0, 0.06)],
    320,
    700,
    rail,
  ),
  'sounding-3': vehicle(
    [
      stage(6, 1280, 500, 2150, 5, 0.2),
      stage(4, 750, 320, 2200, 9, 0.15),
      stage(32, 1010, 270, 2550, 0, 0.06),
    ],
    330,
    600,
    rail,
  ),
  'sounding-4': vehicle(
    [
      stage(6, 1280, 500, 2150, 6, 0.2),
      stage(4, 750, 320, 2200, 10, 0.15),
      stage(32, 1010, 270, 2550, 45, 0.06),
      stage(18, 320, 80, 2750, 0, 0.06),
    ],
    120,
    500,
    rail,
  ),
  'orbital-2': vehicle(
    [stage(155, 395000, 25000, 2900, 8, 4), stage(390, 107000, 4000, 3400, 0, 4)],
    13000,
    300,
    toOrbit,
  ),
  'orbital-3': vehicle(
    [
      stage(118, 160000, 15000, 2800, 1, 5),
      stage(170, 60000, 6500, 3050, 1, 4),
      stage(250, 23000, 2400, 3500, 0, 4),
    ],
    5500,
    250,
    toOrbit,
  ),
  'orbital-small': vehicle(
    [stage(150, 9250, 900, 2980, 6, 0.8), stage(370, 2050, 240, 3380, 0, 0.8)],
    150,
    150,
    toOrbit,
  ),
} satisfies Record<string, Vehicle>;
export type TemplateName = keyof typeof TEMPLATES;
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as [TemplateName, ...TemplateName[]];
