export default {
  title: 'Dossier',
};
