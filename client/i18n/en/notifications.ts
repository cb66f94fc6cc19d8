export default {
  title: 'Launch notifications',
  number: 'Number',
  by: 'State',
  window: 'Window (UTC)',
  area: 'Launch area',
  status: 'Status',
  none: 'No launch notification on file',
};
