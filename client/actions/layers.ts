import type { LayerId } from '../stores/console-store';
import { type Action, OFFICERS } from './action';

function layerAction(id: Action['id'], key: string | null, layer: LayerId): Action {
  return {
    id,
    key,
    group: 'map',
    roles: OFFICERS,
    whyNot: () => null,
    run: ({ console }) => console.getState().toggleLayer(layer),
    isOn: ({ console }) => console.getState().layers[layer],
  };
}
export const coverage = layerAction('coverage', 'V', 'coverage');
export const uncertainty = layerAction('uncertainty', 'U', 'uncertainty');
export const trails = layerAction('trails', 'T', 'trails');
export const bothPictures = layerAction('bothPictures', 'B', 'reported');
export const nationalPicture = layerAction('nationalPicture', 'Shift+B', 'national');
export const notices = layerAction('notices', 'Shift+N', 'notices');
