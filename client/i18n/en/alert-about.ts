/** What an alert is about beside its title, by its code and, where a code has several causes, the cause. */
export default {
  of: {
    SINGLE_PHENOM: 'said to be below the threshold by one kind of sensor alone',
    IMPACT_PREDICTED: 'ground of {party}, {percent} % or more',
    RAID: '{launches} launches in {seconds} s, {numbers}',
    ACK_OVERDUE: 'no answer in time to {alert}, {code}',
    CONSULT_REQUESTED: '{consult} awaits its members',
    CONSULT_OVERDUE: '{consult} not answered or not closed in time',
    FEED_STALE_GAP: 'leaves a gap in cover',
    FEED_FLOOD: '{rate} records a second, quota {quota}',
    FEED_MALFORMED: '{refused} of {records} records refused, last {error} {field}',
    COUNT_FLAPPING: '{source} counted {counts} within {seconds} s',
    CLOCK_SKEW: 'times off by {timeS} s, middle of {looks} looks',
    SENSORS_DISAGREE: 'seen by {sensor}, missed by {other} in {looks} looks',
    SENSORS_DISAGREE_CLAIM: '{source} reports a launch, nothing seen by {kind} sensors for {seconds} s',
    POSSIBLE_TEST_PATTERN_REPEATED: '{looks} looks repeat earlier ones to the last digit',
    POSSIBLE_TEST_PATTERN_MARKED: '{source}, marked as a test or an exercise',
    POSSIBLE_TEST_PATTERN_ALONE: '{source} alone reports it, no other sensor sees anything',
    POSSIBLE_FALSE_GLINT: 'sun glint possible, cloud tilt {degrees}°, sun {elevation}° high',
    NOT_CORROBORATED: 'not corroborated after {seconds} s, an assessment is asked for',
  },
};
