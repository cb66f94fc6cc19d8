import type en from '../en';
import type { Same } from '../same';
import actions from './actions';
import alertAbout from './alert-about';
import alerts from './alerts';
import codes from './codes';
import common from './common';
import consultation from './consultation';
import dossier from './dossier';
import evidence from './evidence';
import finding from './finding';
import history from './history';
import library from './library';
import log from './log';
import map from './map';
import noticeForm from './notice-form';
import notifications from './notifications';
import password from './password';
import preview from './preview';
import regime from './regime';
import release from './release';
import results from './results';
import shell from './shell';
import shift from './shift';
import signin from './signin';
import timeline from './timeline';
import undertakings from './undertakings';
import users from './users';
import watch from './watch';

/** The same keys as in English. */
const ru: Same<typeof en> = {
  actions,
  alertAbout,
  alerts,
  codes,
  common,
  consultation,
  dossier,
  evidence,
  finding,
  history,
  library,
  log,
  map,
  noticeForm,
  notifications,
  password,
  release,
  results,
  shell,
  preview,
  regime,
  shift,
  signin,
  timeline,
  undertakings,
  users,
  watch,
};
export default ru;
