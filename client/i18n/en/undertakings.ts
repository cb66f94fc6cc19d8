export default {
  title: 'Undertakings',
  asRecorded: 'as the record says',
  consult: 'Consult about it as Party {letter}',
  underWay: 'Consultation about this launch',
  none: 'No participant has told the center of an undertaking.',
  lead: 'notice {lead} before the window',
  since: 'In force since {from}, until further notice',
  between: 'In force from {from} to {to}',
  source: 'Source: {source}',
};
