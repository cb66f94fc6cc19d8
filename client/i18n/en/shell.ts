export default {
  title: 'Console',
};
