export default {
  title: 'Launch notifications',
};
