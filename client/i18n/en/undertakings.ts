export default { title: 'Undertakings', asRecorded: 'as the record says' };
