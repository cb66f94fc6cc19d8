export default {
  title: 'Take a seat',
};
