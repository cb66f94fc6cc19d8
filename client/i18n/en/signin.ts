export default {
  what: 'Two states watch missile launches side by side, so that a false alarm is settled by talking.',
  never:
    'This is the console of that center, agreed in 2000 and never opened. Every launch, name and number here is simulated.',
  take: 'Take a seat',
  takeSeat: 'Take seat {role}, Party {letter}',
  observe: 'Observe',
  observers: 'Launch notifications and their status only',
  kept: 'free, a robot keeps it',
  taken: 'taken',
  empty: 'free',
  library: 'Library of past events',
  notifications: 'Launch notifications',
  demo: 'Demo. No password and no real data. What you do is written to the log under the name of the seat.',
  failed: 'The seat could not be taken: {reason}',
};
