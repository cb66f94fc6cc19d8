export default {
  title: 'Library of past events',
};
