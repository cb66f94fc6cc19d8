export default {
  title: 'Library of past events',
  assumed: 'Assumed for this scenario',
  open: 'Open “{variant}” at {speed}×',
  signFirst: 'Take a seat first: officers open exercises.',
  failed: 'It could not be opened: {reason}',
};
