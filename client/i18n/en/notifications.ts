export default {
  title: 'Register of launch notifications',
  all: 'All',
  silent: 'The server does not answer; this is what it last said.',
  none: 'No launch notification is on file.',
  seen: '{time}, in the notice',
  words:
    'Matched: a launch was seen that fits the notice. Not observed: the window closed and nothing was seen.',
  area: {
    circle: '{at}, radius {length}',
    polygon: '{n} corners about {at}',
    quarter: '{name}, {quarter} quarter',
  },
  quadrant: { NE: 'north-east', SE: 'south-east', SW: 'south-west', NW: 'north-west' },
  column: {
    notice: 'Notice',
    status: 'Status',
    by: 'By',
    class: 'Class',
    window: 'Window, UTC',
    from: 'From',
    outcome: 'Outcome',
  },
};
