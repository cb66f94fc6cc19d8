import { acknowledge } from './acknowledge';
import type { Action } from './action';
import { callSupervisor } from './call-supervisor';
import { closeLevel } from './close-level';
import { consult } from './consult';
import { dissent } from './dissent';
import { evidence } from './evidence';
import { fileNotice } from './file-notice';
import { fitAll, fitSelected } from './fit';
import { follow } from './follow';
import { goLive } from './go-live';
import { handOver } from './hand-over';
import { help } from './help';
import { bothPictures, coverage, nationalPicture, notices, trails, uncertainty } from './layers';
import { lockConsole } from './lock-console';
import { nextNeeding, previousNeeding } from './next-needing';
import { openDossier } from './open-dossier';
import { otherActs } from './other-acts';
import { otherDesk } from './other-desk';
import { preview } from './preview';
import { regime } from './regime';
import { returnToLive } from './return-to-live';
import { faster, playPause, secondBack, secondForward, slower, stepBack, stepForward } from './review';
import { silence } from './silence';
import { writeNote } from './write-note';

/** Every action of an operator, in the order in which help shows them. */
export const ACTIONS: readonly Action[] = [
  acknowledge,
  callSupervisor,
  dissent,
  otherActs,
  consult,
  handOver,
  regime,
  writeNote,
  fileNotice,
  nextNeeding,
  previousNeeding,
  openDossier,
  evidence,
  preview,
  goLive,
  returnToLive,
  stepBack,
  stepForward,
  secondBack,
  secondForward,
  playPause,
  slower,
  faster,
  fitSelected,
  fitAll,
  follow,
  coverage,
  uncertainty,
  trails,
  bothPictures,
  nationalPicture,
  notices,
  silence,
  lockConsole,
  otherDesk,
  help,
  closeLevel,
];
export type ActionId = Action['id'];

const byId = new Map(ACTIONS.map((a) => [a.id, a]));
export function actionOf(id: ActionId): Action {
  const action = byId.get(id);
  if (!action) throw new Error(`no action ${id}`);
  return action;
}
